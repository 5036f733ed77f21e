import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Properties {
  readonly title: string;
  /** What stands beside the title. */
  readonly children?: ComponentChildren;
}

/** The first view is not navigated to: the browser puts the focus. */
let isFirstView = true;

/** The head of a view, with its `<h1>`: names the document, and takes the focus when the view is navigated to. */
export function PageHeading({ title, children }: Properties) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Drumlin studio`;
  }, [title]);
  useEffect(() => {
    if (!isFirstView) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    isFirstView = false;
  }, []);
  return (
    <div class="page-head">
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </div>
  );
}
