import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The first view is not navigated to: the browser puts the focus. */
let isFirstView = true;

/** A view's `<h1>`: names the document, and takes the focus when the view is navigated to. */
export function PageHeading({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
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
    <h1 class="page-heading" tabIndex={-1} ref={heading}>
      {children ?? title}
    </h1>
  );
}
