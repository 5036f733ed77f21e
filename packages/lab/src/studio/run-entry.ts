import type { Run, RunEntry, RunProgress } from "@drumlin/run";
import { runState } from "../store/run-state.ts";

/** How far a run had come, and when that was so (milliseconds since 1970). */
export interface MeasuredProgress {
  readonly progress: RunProgress;
  readonly measuredAt: number;
}

/** What a run told last: by its live state, where that is further than the checkpoint. */
export function latestProgress(
  { progress, updatedAt }: Run,
  live: { readonly progress: RunProgress; readonly writtenAt: number } | null | undefined,
): MeasuredProgress {
  if (live && live.progress.step > progress.step)
    return { progress: live.progress, measuredAt: live.writtenAt };
  return { progress, measuredAt: Date.parse(updatedAt) };
}

/** A run for the page. */
export function runEntry(run: Run, { progress }: MeasuredProgress): RunEntry {
  const { id, name, configuration, result, createdAt, updatedAt } = run;
  return { id, name, state: runState(run), configuration, progress, result, createdAt, updatedAt };
}
