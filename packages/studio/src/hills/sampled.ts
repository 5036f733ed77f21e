import { effect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/**
 * A signal's value, taken anew at most once in `interval` milliseconds, and not while the page is hidden or `isHeld`: for what
 * costs more to draw than its signal to change.
 */
export function useSampled<Value>(source: ReadonlySignal<Value>, interval: number, isHeld = false): Value {
  const [taken, take] = useState({ source, value: source.peek() });
  useEffect(() => {
    if (isHeld) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let takenAt = Number.NEGATIVE_INFINITY;
    const takeNow = () => {
      clearTimeout(timer);
      timer = undefined;
      if (document.hidden) return;
      takenAt = performance.now();
      const value = source.peek();
      take((before) => (before.source === source && before.value === value ? before : { source, value }));
    };
    const stop = effect(() => {
      source.value;
      timer ??= setTimeout(takeNow, Math.max(0, takenAt + interval - performance.now()));
    });
    document.addEventListener("visibilitychange", takeNow);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", takeNow);
    };
  }, [source, interval, isHeld]);
  return taken.source === source ? taken.value : source.peek();
}
