import type { Signal } from "@preact/signals";
import { LineSample } from "../curves/line-sample.tsx";
import { Button } from "../ui/button.tsx";
import { palette } from "../ui/palette.ts";
import { toggled } from "../ui/toggled.ts";
import { lineLook } from "./line-looks.ts";

interface Properties {
  readonly label: string;
  readonly names: readonly string[];
  readonly hidden: Signal<ReadonlySet<string>>;
}

/** The key of overlaid curves; pressing a name shows or hides its curve. */
export function LineToggles({ label, names, hidden }: Properties) {
  return (
    <fieldset class="line-toggles">
      <legend class="visually-hidden">{label}</legend>
      {names.map((name, index) => (
        <Button
          key={name}
          look="small"
          class="line-toggle"
          aria-pressed={!hidden.value.has(name)}
          onClick={() => (hidden.value = toggled(hidden.peek(), name))}
        >
          <LineSample {...lineLook(index, palette.value)} mark="line" />
          {name}
        </Button>
      ))}
    </fieldset>
  );
}
