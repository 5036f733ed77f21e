import type { StudyStore } from "../store/study-store.ts";
import type { Study } from "./study.ts";
import { TrialFinder } from "./trial-finder.ts";

/** How the trials of a study ended that have ended, by their identities. */
export type EndedTrials = ReadonlyMap<string, "done" | "failed">;

/** The trials of a study that a store has an outcome of; the work is that of those, however many the study has. */
export async function endedTrials(store: StudyStore, study: Study): Promise<EndedTrials> {
  const finder = new TrialFinder(study);
  const ended = new Map<string, "done" | "failed">();
  for await (const [identity, outcome] of store.outcomes(study.name))
    if (finder.find(identity, outcome) !== undefined) ended.set(identity, outcome.status);
  return ended;
}

/** How many of them are done, and how many failed. */
export function endedCounts(ended: EndedTrials): { readonly done: number; readonly failed: number } {
  let failed = 0;
  for (const status of ended.values()) if (status === "failed") failed++;
  return { done: ended.size - failed, failed };
}
