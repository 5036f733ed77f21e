import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LiveState, type RunConfiguration, sessionOptions } from "@drumlin/run";
import { createAgent, make, resolveAgentOptions, TrainingSession } from "drumlin";
import { expect, it } from "vitest";
import { openStore } from "../store/open-store.ts";
import { currentOwner } from "../store/run-owner.ts";
import type { RunStore } from "../store/run-store.ts";
import { firstCheckpoint } from "./first-checkpoint.ts";
import { Trainer } from "./trainer.ts";

const configuration: RunConfiguration = {
  environment: "CartPole-v1",
  seed: 2,
  steps: 6001,
  untilSolved: false,
  checkpointEvery: 1000,
  backend: "wasm",
  evaluation: { every: 1000, episodes: 3, seed: 20_000 },
  agent: resolveAgentOptions({ observationSize: 4, actionCount: 2, componentCount: 20 }),
};

/** Trains a run in a new store; `told` hears of every live state once it is written. */
async function trained(told: (store: RunStore, id: string, live: LiveState) => Promise<void>) {
  const store = await openStore(join(mkdtempSync(join(tmpdir(), "drumlin-trainer-")), "runs.db"));
  const agent = await createAgent(configuration.agent);
  const session = new TrainingSession(agent, make("CartPole-v1"), sessionOptions(configuration));
  const owner = currentOwner();
  const run = await store.createRun({ configuration, owner, checkpoint: firstCheckpoint(agent, session) });
  const write = store.writeLive.bind(store);
  store.writeLive = async (id, by, live) => {
    await write(id, by, live);
    await told(store, id, live);
  };
  const trainer = new Trainer({ store, run, owner, agent, session, storedCount: 0, lastSnapshotStep: 0 });
  await trainer.train({ onEvent: () => {}, interrupted: () => false });
  return { store, id: run.id, agent };
}

it("a live state goes on where the last checkpoint ends: together they hold every point once", async () => {
  const steps: number[] = [];
  let newest = 0;
  const { store, id } = await trained(async (written, run, live) => {
    const stored = (await written.run(run))!.progress.step;
    expect(live.progress.step).toBeGreaterThanOrEqual(stored);
    for (const { step } of live.metrics) expect(step).toBeGreaterThanOrEqual(stored);
    const points = [...(await written.readMetrics(run)), ...live.metrics];
    expect(new Set(points.map(({ step, name }) => `${step} ${name}`)).size).toBe(points.length);
    expect(points.length).toBeGreaterThanOrEqual(newest);
    newest = points.length;
    steps.push(live.progress.step);
  });
  expect(steps[0]).toBeLessThan(200);
  expect(await store.readMetrics(id)).toHaveLength(newest);
  await store.close();
});

it("the last live state is that of the last step, with the policy as it is then", async () => {
  const { store, id, agent } = await trained(async () => {});
  const live = await store.readLive(id);
  const { progress } = (await store.run(id))!;
  expect(live).toMatchObject({
    metrics: [],
    health: [],
    progress: { ...progress, seconds: expect.any(Number) },
  });
  expect(progress.step).toBe(6001);
  expect(new Float32Array(live!.frame.slice().buffer)).toEqual(agent.policy.frame());
  await store.close();
});

it("snapshots begin with the policy at step 0, which has been nowhere, and come as far apart as planned", async () => {
  const { store, id } = await trained(async () => {});
  const snapshots = await store.readSnapshots(id, -1);
  expect(snapshots[0]).toMatchObject({ step: 0, visited: new Uint8Array(0) });
  const last = snapshots.at(-1)!;
  expect(last.visited.length).toBe(256 * 4 * Float32Array.BYTES_PER_ELEMENT);
  expect(last.step).toBeGreaterThan(5600);
  for (const [index, { step }] of snapshots.slice(1).entries())
    expect(step - snapshots[index]!.step).toBeLessThan(600);
  expect(snapshots.length).toBeGreaterThan(40);
  await store.close();
});
