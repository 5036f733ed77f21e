import { type Run, UsageError } from "@drumlin/run";
import { nearestNames } from "drumlin";
import type { RunStore } from "./run-store.ts";

/** The run a user means: by name, by id, or by the beginning of either when only one run begins so. */
export async function findRun(store: RunStore, reference: string): Promise<Run> {
  const runs = await store.runs();
  const exact = runs.find(({ name }) => name === reference) ?? runs.find(({ id }) => id === reference);
  if (exact !== undefined) return exact;
  const begun =
    reference === ""
      ? []
      : runs.filter(({ name, id }) => name.startsWith(reference) || id.startsWith(reference));
  if (begun.length === 1) return begun[0]!;
  if (begun.length > 1) {
    const names = begun.slice(0, 5).map(({ name }) => name);
    throw new UsageError(
      `"${reference}" could be any of ${begun.length} runs (${names.join(", ")}${begun.length > 5 ? ", …" : ""}); give more of the name`,
    );
  }
  throw new UsageError(`no run "${reference}" in ${store.url}; ${hint(reference, runs)}`);
}

function hint(reference: string, runs: readonly Run[]): string {
  if (runs.length === 0) return "it has no runs yet, drumlin train ENV makes one";
  const nearest = nearestNames(
    reference,
    runs.map(({ name }) => name),
  );
  return nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : "drumlin runs lists them";
}
