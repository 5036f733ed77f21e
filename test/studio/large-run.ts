import { createAgent, resolveAgentOptions } from "drumlin";
import { openStore } from "../../packages/lab/src/store/open-store.ts";
import { currentOwner } from "../../packages/lab/src/store/run-owner.ts";
import type { CheckpointWrite, RunConfiguration } from "../../packages/run/src/record/run.ts";
import { nextSnapshotStep } from "../../packages/run/src/record/snapshot-steps.ts";

const names = [
  "charts/episodic_return",
  "charts/episodic_length",
  "charts/evaluation_return",
  "charts/evaluation_deviation",
  "losses/loss",
  "losses/td_error",
  "losses/bellman_residual",
  "optimizer/gradient_norm",
  "model/live_components",
  "model/nonzero_weights",
];
const hillCount = 500;
const spacing = 10;

/** Adds to a store a run of so many metric points, with 500 hills in every snapshot: what a page must open without delay. */
export async function addLargeRun(path: string, points: number, name = "large"): Promise<void> {
  const steps = (points / names.length) * spacing;
  const sizes = { observationSize: 4, actionCount: 2, componentCount: hillCount };
  const configuration: RunConfiguration = {
    environment: "CartPole-v1",
    seed: 0,
    steps,
    untilSolved: false,
    checkpointEvery: 1000,
    backend: "simd",
    evaluation: { every: 1000, episodes: 20, seed: 20_000 },
    agent: resolveAgentOptions(sizes),
  };
  const { policy } = await createAgent(sizes);
  const first = policy.frame();
  const visited = new Uint8Array(Float32Array.from({ length: 256 * 4 }, (_, i) => Math.sin(i * i)).buffer);
  const write = (step: number, rest: Partial<CheckpointWrite>): CheckpointWrite => ({
    state: new Uint8Array(10),
    training: "{}",
    transitions: null,
    firstNeeded: 0,
    progress: {
      step,
      episodes: step / 100,
      updates: step,
      seconds: step / 20_000,
      solvedAtStep: null,
      lastEvaluation: 200,
      liveComponents: hillCount,
    },
    metrics: [],
    health: [],
    snapshots: [],
    ...rest,
  });

  const store = await openStore(path);
  const owner = currentOwner();
  const run = await store.createRun({ name, configuration, owner, checkpoint: write(0, {}) });
  const stretch = 10_000 * spacing;
  for (let from = 0, due = 0; from < steps; from += stretch) {
    const snapshots = [];
    for (; due < from + stretch; due = nextSnapshotStep(due)) {
      const frame = first.map((value, i) => (i < 12 ? value : value * (1 + 0.3 * Math.sin(i + due / 1e5))));
      snapshots.push({ step: due, frame: new Uint8Array(frame.buffer), visited });
    }
    const metrics = Array.from({ length: 10_000 * names.length }, (_, i) => {
      const step = from + Math.floor(i / names.length) * spacing;
      const value = 200 + 100 * Math.sin(step / 1e5) + 20 * Math.sin(i * 12.9898);
      return { step, name: names[i % names.length] as string, value };
    });
    await store.writeCheckpoint(run.id, owner, write(from + stretch, { metrics, snapshots }));
  }
  await store.releaseRun(run.id, owner, "interrupted");
  await store.close();
}
