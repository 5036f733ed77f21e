/** Straight line from `start` at step 0 to `end` at step `duration`, and `end` after it. */
export function linearSchedule(start: number, end: number, duration: number, step: number): number {
  return step >= duration ? end : start + ((end - start) * step) / duration;
}
