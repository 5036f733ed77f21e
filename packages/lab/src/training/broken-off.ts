import { formatCount, type HealthRecord, oneLine } from "@drumlin/run";
import { storeFlag } from "../store/open-store.ts";
import { RunTakenError } from "../store/run-errors.ts";
import { StoreFullError, StoreGoneError } from "../store/store-errors.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import type { ConductedRun } from "./conducted-run.ts";
import { DivergedError } from "./diverged-error.ts";

/** Where a training stood when it broke off. */
export interface BrokenTraining {
  /** Of the last checkpoint that was written. */
  readonly checkpointStep: number;
  /** Health events since then. */
  readonly health: readonly HealthRecord[];
}

/** Leaves a run whose training broke off as it is to be found, and gives the error to end with: why, and what is left. */
export async function brokenOff(
  conducted: ConductedRun,
  { checkpointStep, health }: BrokenTraining,
  error: unknown,
): Promise<unknown> {
  const { store, run, owner, session } = conducted;
  const release = (status: "interrupted" | "failed", events: readonly HealthRecord[] = []) =>
    // A run that cannot be marked is found as killed: it can be resumed as well.
    store.releaseRun(run.id, owner, status, events).catch(() => {});
  const step = formatCount(session.step);
  if (error instanceof StoreGoneError)
    return new Error(
      `the store ${store.url} was deleted or replaced while ${run.name} was trained; training ended at step ${step}, and ${writtenAgent(conducted) ?? "nothing of it is kept"}`,
    );
  if (error instanceof RunTakenError)
    return new Error([error.message, writtenAgent(conducted) ?? []].flat().join("; "));
  if (error instanceof StoreFullError) {
    await release("interrupted");
    const goOn = `npx drumlin resume ${run.name}${storeFlag(store.url)}`;
    const resumable = `${run.name} can be resumed from step ${formatCount(checkpointStep)} once there is room: ${goOn}`;
    return new Error(
      [
        `the disk is full: ${store.url} took no more at step ${step}`,
        writtenAgent(conducted) ?? [],
        resumable,
      ]
        .flat()
        .join("; "),
    );
  }
  const detail = oneLine((error as Error).message);
  const diverged = error instanceof DivergedError;
  const signature = diverged ? "diverged" : "failed";
  await release("failed", [...health, { step: session.step, signature, detail }]);
  if (!diverged) return error;
  return new Error(
    `${run.name} diverged: at step ${step} ${detail}; its last good checkpoint, of step ${formatCount(checkpointStep)}, is kept and can be exported; smaller step sizes help (--weight-learning-rate and its like)`,
  );
}

/** The agent is written where that was asked for, though its run can no longer be: null when it was not asked for. */
function writtenAgent({ agent, modelOut }: ConductedRun): string | null {
  if (modelOut === undefined) return null;
  try {
    writeFileAtomically(modelOut, agent.save());
    return `its agent is in ${modelOut}`;
  } catch (error) {
    return `its agent could not be written: ${(error as Error).message}`;
  }
}
