/** Steps between snapshots while a run is young. */
const firstSpacing = 100;

/** Later they are this part of the run so far apart. */
const parts = 64;

/**
 * The step of the snapshot after the one that was due at `step`: every 100 steps at first, when much changes, later every 64th
 * part of the run so far. That makes 207 in 60,000 steps, and some 150 more for each ten times as many.
 */
export function nextSnapshotStep(step: number): number {
  return step + Math.max(firstSpacing, Math.floor(step / parts));
}

/** The first step after this one at which a snapshot is due; after −1 that is 0. */
export function snapshotStepAfter(step: number): number {
  let due = 0;
  while (due <= step) due = nextSnapshotStep(due);
  return due;
}
