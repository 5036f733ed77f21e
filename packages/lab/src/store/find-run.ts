import { formatCount, type Run, UsageError } from "@drumlin/run";
import { didYouMean, nearestNames } from "drumlin";
import type { RunStore } from "./run-store.ts";

/** So many of the runs that may be meant are named. */
const namedRuns = 5;

/** A misspelt name is compared with so many on each side of it. */
const comparedNames = 1000;

/** The run a user means: by name, by id, or by the beginning of either when only one run begins so. */
export async function findRun(store: RunStore, reference: string): Promise<Run> {
  const exact = await exactRun(store, reference);
  if (exact !== null) return exact;
  const { count, runs } = await begun(store, reference);
  if (count === 1) return runs[0]!;
  if (count > 1) {
    const names = runs.map(({ name }) => name);
    throw new UsageError(
      `"${reference}" could be any of ${formatCount(count)} runs (${names.join(", ")}${count > names.length ? ", …" : ""}); give more of the name`,
    );
  }
  throw new UsageError(`no run "${reference}" in ${store.url}; ${await hint(store, reference)}`);
}

/** The run of this whole name or id. */
export async function findExactRun(store: RunStore, reference: string): Promise<Run> {
  const run = await exactRun(store, reference);
  if (run !== null) return run;
  const near = await store.namesNear(reference, comparedNames);
  throw new UsageError(`no run has the name or id "${reference}"${didYouMean(reference, near, 3)}`);
}

async function exactRun(store: RunStore, reference: string): Promise<Run | null> {
  return (await store.runNamed(reference)) ?? store.run(reference);
}

function begun(store: RunStore, reference: string): ReturnType<RunStore["runsBeginning"]> {
  // Every name begins with nothing.
  return reference === ""
    ? Promise.resolve({ count: 0, runs: [] })
    : store.runsBeginning(reference, namedRuns);
}

async function hint(store: RunStore, reference: string): Promise<string> {
  const names = await store.namesNear(reference, comparedNames);
  if (names.length === 0) return "it has no runs yet, drumlin train ENV makes one";
  const nearest = nearestNames(reference, names);
  return nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : "drumlin runs lists them";
}
