import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Properties {
  readonly title: string;
  /** What stands beside the title. */
  readonly head?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A view on its card. */
export function Panel({ title, head, class: name = "", children }: Properties) {
  const id = useId();
  return (
    <section class={`panel ${name}`} aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{title}</h2>
        {head}
      </div>
      {children}
    </section>
  );
}
