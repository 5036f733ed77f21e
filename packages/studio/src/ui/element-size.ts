import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** An element's width and height in CSS pixels. */
export type Size = readonly [width: number, height: number];

/** An element's size as it changes; 0 by 0 before it is laid out. */
export function useElementSize(element: RefObject<HTMLElement | null>): ReadonlySignal<Size> {
  const size = useSignal<Size>([0, 0]);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const measure = () => {
      size.value = [observed.clientWidth, observed.clientHeight];
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
