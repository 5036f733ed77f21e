import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckpointWrite, LiveState, MetricPoint, Run, RunProgress } from "@drumlin/run";
import { openStore } from "../store/open-store.ts";
import { currentOwner } from "../store/run-owner.ts";
import { configuration } from "../store/run-store.case.ts";
import type { RunStore } from "../store/run-store.ts";

/** The owner of every run here: this process, which lives. */
export const owner = currentOwner();

/** The path of a store that is not there yet. */
export function newStorePath(): string {
  return join(mkdtempSync(join(tmpdir(), "drumlin-studio-")), "runs.db");
}

/** A store with one run at step 0, open for writing: to the studio it is another program. */
export async function storeWithRun(name = "first"): Promise<{ path: string; store: RunStore; run: Run }> {
  const path = newStorePath();
  const store = await openStore(path);
  return { path, store, run: await createRun(store, name) };
}

/** Another run of this store, at step 0. */
export function createRun(store: RunStore, name: string, by = owner, asked = configuration): Promise<Run> {
  return store.createRun({ name, configuration: asked, owner: by, checkpoint: checkpointAt(0) });
}

/** How far a run is at a step: 1000 updates, one a step, take a second. */
export function progressAt(step: number): RunProgress {
  return {
    step,
    episodes: step / 100,
    updates: step,
    seconds: step / 1000,
    solvedAtStep: null,
    lastEvaluation: null,
    liveComponents: 2,
  };
}

/** A checkpoint without transitions. */
export function checkpointAt(step: number, metrics: readonly MetricPoint[] = []): CheckpointWrite {
  return {
    state: new Uint8Array([1]),
    training: "{}",
    transitions: null,
    firstNeeded: 0,
    progress: progressAt(step),
    metrics,
    health: [],
    snapshots: [],
  };
}

/** A live state written now; its frame is `step`, and no policy. */
export function liveAt(step: number, metrics: readonly MetricPoint[] = []): LiveState {
  return { writtenAt: Date.now(), progress: progressAt(step), metrics, health: [], frame: float32(step) };
}

/** Float32s as bytes, as the store has them. */
export function float32(...numbers: number[]): Uint8Array {
  return new Uint8Array(new Float32Array(numbers).buffer);
}
