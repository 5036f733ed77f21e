import { lastIndexUpTo } from "../state/last-index-up-to.ts";

/** Seconds that a replay of the whole history takes at normal speed; a short history is over sooner. */
const replaySeconds = 12;
const leastMomentsPerSecond = 4;

/** How many times as fast as normal. */
export const replaySpeeds = [1, 2, 4] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/**
 * The moment that is on after some seconds of a replay that began at `from`: every moment is shown for as long as any other, since
 * moments lie close where much changes. Null once the replay is over.
 */
export function replayIndex(from: number, count: number, seconds: number, speed: ReplaySpeed): number | null {
  const momentsPerSecond = speed * Math.max(leastMomentsPerSecond, count / replaySeconds);
  const index = from + Math.floor(seconds * momentsPerSecond);
  return index < count ? index : null;
}

/**
 * The index of the moment shown at a step: the last one at or before it, the first one before all; −1 where there is none.
 * `steps` ascend.
 */
export function momentIndex(steps: readonly number[], step: number): number {
  return steps.length === 0 ? -1 : Math.max(0, lastIndexUpTo(steps, step));
}

/** The index of the moment nearest to a step, the earlier of two; −1 where there is none. `steps` ascend. */
export function nearestMoment(steps: readonly number[], step: number): number {
  const before = momentIndex(steps, step);
  const after = before + 1;
  if (after >= steps.length || before === -1) return before;
  return steps[after]! - step < step - steps[before]! ? after : before;
}

/** Marks of the time line that are too near to each other to be told apart, as one. */
export interface MarkGroup {
  /** Where it is drawn: the middle of its marks, each as heavy as its count. */
  readonly at: number;
  readonly count: number;
}

/**
 * Marks gathered until all groups stand at least `gap` apart. `marks` ascend in `at`, in the same unit as `gap`; counts are
 * at least 1.
 */
export function gatherMarks(marks: readonly MarkGroup[], gap: number): MarkGroup[] {
  const groups: MarkGroup[] = [];
  for (const mark of marks) {
    let group = mark;
    for (let last = groups.at(-1); last !== undefined && group.at - last.at < gap; last = groups.at(-1)) {
      groups.pop();
      const count = last.count + group.count;
      group = { at: (last.at * last.count + group.at * group.count) / count, count };
    }
    groups.push(group);
  }
  return groups;
}
