import type {
  CheckpointWrite,
  LiveState,
  MetricPoint,
  PolicySnapshot,
  Run,
  RunConfiguration,
  RunResult,
} from "@drumlin/run";
import { resolveAgentOptions } from "drumlin";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunInUseError, RunMovedError, RunNameTakenError, RunTakenError } from "./run-errors.ts";
import { currentOwner } from "./run-owner.ts";
import type { RunSelection, RunStore } from "./run-store.ts";

/** What the runs of these tests were asked for. */
export const configuration: RunConfiguration = {
  environment: "CartPole-v1",
  seed: 3,
  steps: 5000,
  untilSolved: false,
  checkpointEvery: 1000,
  backend: "reference",
  evaluation: { every: 1000, episodes: 20, seed: 20_000 },
  agent: resolveAgentOptions({ observationSize: 4, actionCount: 2, componentCount: 10, sparsity: 0.001 }),
};

const result: RunResult = {
  run: "first",
  environment: "CartPole-v1",
  seed: 3,
  steps: 5000,
  updates: 4937,
  seconds: 1.5,
  updatesPerSecond: 3291,
  solvedAtStep: null,
  evaluation: { episodes: 100, meanReturn: 0.1 + 0.2, standardDeviation: 1, minimumReturn: -1 },
  components: { total: 10, live: 2 },
  weights: { total: 20, nonzero: 4 },
  parameters: 32,
  health: [{ signature: "gradient-explosion", step: 7, detail: "norm 1e9" }],
};

/** A checkpoint at `step` that stores the transitions since `first`. */
export function checkpointAt(step: number, first = step, firstNeeded = 0): CheckpointWrite {
  const count = step - first;
  return {
    state: new Uint8Array([step & 255, 1, 2]),
    training: JSON.stringify({ step }),
    transitions: count === 0 ? null : { first, count, bytes: new Uint8Array(count).fill(step & 255) },
    firstNeeded,
    progress: {
      step,
      episodes: step / 100,
      updates: step,
      seconds: step / 1000,
      solvedAtStep: null,
      lastEvaluation: step === 0 ? null : 123.5,
      liveComponents: 10,
    },
    metrics: step === 0 ? [] : [{ step, name: "charts/evaluation_return", value: 123.5 }],
    health: [],
    snapshots: step === 0 ? [] : [snapshotAt(step - 50), snapshotAt(step)],
  };
}

function snapshotAt(step: number): PolicySnapshot {
  return { step, frame: new Uint8Array([step & 255, 7]), visited: new Uint8Array([step & 255, 8, 9]) };
}

function liveAt(step: number): LiveState {
  return {
    writtenAt: 1_790_000_000_000.5 + step,
    progress: checkpointAt(step).progress,
    metrics: [{ step, name: "charts/episodic_return", value: 1 / 3 }],
    health: [{ step, signature: "gradient explosion", detail: "norm 1e9" }],
    frame: new Uint8Array([step & 255, 3, 4, 5]),
  };
}

/** Numbers in [0, 1), the same every time. */
function pseudoRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % (2 ** 31 - 1);
    return state / (2 ** 31 - 1);
  };
}

/** What every `RunStore` must do. `open` gives the same, at first empty, store each time within one test. */
export function describeRunStore(name: string, open: () => Promise<RunStore>): void {
  describe(`${name} is a run store`, () => {
    let store: RunStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const owner = currentOwner();
    const dead = { ...owner, token: "dead", pid: 2 ** 22 + 1 };
    const create = (runName?: string, by = owner) =>
      store.createRun({
        ...(runName === undefined ? {} : { name: runName }),
        configuration,
        owner: by,
        checkpoint: checkpointAt(0),
      });

    it("gives back a run as it was created, with its step-0 checkpoint", async () => {
      const run = await create("first");
      expect(run).toMatchObject({ name: "first", status: "running", configuration, owner, result: null });
      expect(await store.run(run.id)).toEqual(run);
      expect(await store.readCheckpoint(run.id)).toEqual({
        state: checkpointAt(0).state,
        training: '{"step":0}',
        transitions: [],
      });
    });

    it("numbers runs without a name past the highest number in use", async () => {
      expect((await create()).name).toBe("cartpole-v1-1");
      await create("cartpole-v1-6");
      const seventh = await create();
      expect(seventh.name).toBe("cartpole-v1-7");
    });

    it("takes numbers of any length for such, and nothing else", async () => {
      const names = [
        "cartpole-v1-9",
        "cartpole-v1-0010",
        "cartpole-v1-99x",
        "cartpole-v1-9x",
        "cartpole-v1-",
      ];
      for (const taken of [...names, "cartpole-v10-400", "other-77"]) await create(taken);
      expect((await create()).name).toBe("cartpole-v1-11");
      await create("cartpole-v1-1234567890");
      expect((await create()).name).toBe("cartpole-v1-12");
      await create("cartpole-v1-99999");
      expect((await create()).name).toBe("cartpole-v1-100000");
    });

    it("refuses a name in use and writes nothing", async () => {
      await create("only");
      await expect(create("only")).rejects.toThrow(RunNameTakenError);
      expect(await store.runs()).toHaveLength(1);
    });

    it("keeps what was written after it is closed and opened again", async () => {
      const run = await create("kept");
      await store.writeCheckpoint(run.id, owner, checkpointAt(1000, 0));
      await store.close();
      store = await open();
      expect((await store.run(run.id))?.progress).toEqual(checkpointAt(1000).progress);
      expect(await store.readMetrics(run.id)).toEqual(checkpointAt(1000).metrics);
    });

    it("replaces the state, appends transitions, and drops those that left the buffer", async () => {
      const { id } = await create();
      for (const step of [1000, 2000, 3000])
        await store.writeCheckpoint(id, owner, checkpointAt(step, step - 1000));
      expect((await store.readCheckpoint(id)).transitions.map(({ first }) => first)).toEqual([0, 1000, 2000]);
      await store.writeCheckpoint(id, owner, checkpointAt(4000, 3000, 1500));
      const checkpoint = await store.readCheckpoint(id);
      expect(checkpoint.training).toBe('{"step":4000}');
      expect(checkpoint.transitions.map(({ first, count }) => [first, count])).toEqual([
        [1000, 1000],
        [2000, 1000],
        [3000, 1000],
      ]);
      expect(checkpoint.transitions[2]!.bytes).toEqual(new Uint8Array(1000).fill(4000 & 255));
    });

    it("writes a checkpoint whole or not at all", async () => {
      const { id } = await create();
      await store.writeCheckpoint(id, owner, checkpointAt(1000, 0));
      const broken = {
        ...checkpointAt(2000, 1000),
        health: [{ step: 2000, signature: null as never, detail: "" }],
      };
      await expect(store.writeCheckpoint(id, owner, broken)).rejects.toThrow();
      expect((await store.run(id))?.progress.step).toBe(1000);
      expect((await store.readCheckpoint(id)).training).toBe('{"step":1000}');
      expect(await store.readMetrics(id)).toEqual(checkpointAt(1000).metrics);
    });

    it("keeps thousands of metrics of one checkpoint, in order, to the last bit", async () => {
      const { id } = await create();
      const metrics = Array.from({ length: 2500 }, (_, index) => ({
        step: index + 1,
        name: "losses/td_error",
        value: Math.sqrt(index) * 1e-200,
      }));
      await store.writeCheckpoint(id, owner, { ...checkpointAt(2500, 0), metrics });
      expect(await store.readMetrics(id)).toEqual(metrics);
    });

    it("gives back health events by step", async () => {
      const { id } = await create();
      const health = [
        { step: 20, signature: "gradient explosion", detail: "norm 1e9" },
        { step: 10, signature: "covariance collapse", detail: "hill 3" },
      ];
      await store.writeCheckpoint(id, owner, { ...checkpointAt(1000, 0), health });
      expect(await store.readHealth(id)).toEqual([health[1], health[0]]);
    });

    it("lets no second process claim or remove a run while a live one trains it", async () => {
      const { id } = await create("busy");
      await expect(store.claimRun(id, { ...owner, token: "other" }, configuration)).rejects.toThrow(
        RunInUseError,
      );
      await expect(store.removeRun(id)).rejects.toThrow(RunInUseError);
    });

    it("hands the run of a dead process to the next, and refuses the former one's writes", async () => {
      const { id } = await create("orphan", dead);
      const claimed = await store.claimRun(id, owner, { ...configuration, steps: 9000 });
      expect(claimed).toMatchObject({ status: "running", owner, configuration: { steps: 9000 } });
      await expect(store.writeCheckpoint(id, dead, checkpointAt(1000, 0))).rejects.toThrow(RunTakenError);
      expect((await store.readCheckpoint(id)).training).toBe('{"step":0}');
    });

    it("hands no run to a process whose checkpoint is no longer the last", async () => {
      const { id } = await create("moved", dead);
      await store.writeCheckpoint(id, dead, checkpointAt(1000, 0));
      const before = await store.run(id);
      await expect(store.claimRun(id, owner, configuration, { step: 0 })).rejects.toThrow(RunMovedError);
      expect(await store.run(id)).toEqual(before);
      expect(await store.claimRun(id, owner, configuration, { step: 1000 })).toMatchObject({ owner });
    });

    it("hands a run over by force though its owner seems alive, and refuses that one's writes from then on", async () => {
      const elsewhere = { ...owner, token: "elsewhere", host: "elsewhere" };
      const { id } = await create("forced", elsewhere);
      const claim = { step: 0, force: true };
      expect(await store.claimRun(id, owner, configuration, claim)).toMatchObject({
        status: "running",
        owner,
      });
      await expect(store.writeCheckpoint(id, elsewhere, checkpointAt(1000, 0))).rejects.toThrow(
        RunTakenError,
      );
      await store.removeRun(id, true);
      expect(await store.run(id)).toBeNull();
      await expect(store.writeCheckpoint(id, owner, checkpointAt(1000, 0))).rejects.toThrow(RunTakenError);
    });

    it("keeps the outcome of a finished run until it is claimed again", async () => {
      const { id } = await create();
      await store.finishRun(id, owner, { policy: '{"hills":[]}', result });
      expect(await store.run(id)).toMatchObject({
        status: "done",
        owner: null,
        result,
      });
      expect(await store.readPolicy(id)).toBe('{"hills":[]}');
      await store.claimRun(id, owner, configuration);
      expect((await store.run(id))?.result).toBeNull();
      expect(await store.readPolicy(id)).toBeNull();
    });

    it("releases a run so that it can be claimed or removed, with everything that belongs to it", async () => {
      const { id } = await create();
      await store.writeCheckpoint(id, owner, checkpointAt(1000, 0));
      await store.writeLive(id, owner, liveAt(1100));
      await store.releaseRun(id, owner, "interrupted");
      expect(await store.run(id)).toMatchObject({ status: "interrupted", owner: null });
      await store.removeRun(id);
      expect(await store.run(id)).toBeNull();
      expect(await store.readMetrics(id)).toEqual([]);
      expect(await store.readLive(id)).toBeNull();
      expect(await store.readSnapshots(id, -1)).toEqual([]);
      await expect(store.readCheckpoint(id)).rejects.toThrow();
    });

    it("keeps the live state of a run, of which each replaces the former whole", async () => {
      const { id } = await create();
      expect(await store.readLive(id)).toBeNull();
      expect(await store.liveProgress([id])).toEqual(new Map());
      await store.writeLive(id, owner, liveAt(100));
      const last = { ...liveAt(200), metrics: [], health: [] };
      await store.writeLive(id, owner, last);
      expect(await store.readLive(id)).toEqual(last);
      const { progress, writtenAt } = last;
      const asked = [id, ...Array.from({ length: 2500 }, (_, other) => `none-${other}`)];
      expect(await store.liveProgress(asked)).toEqual(new Map([[id, { progress, writtenAt }]]));
    });

    it("begins a claimed run without the live state that its former owner left, and refuses that one's", async () => {
      const { id } = await create("orphan", dead);
      await store.writeLive(id, dead, liveAt(100));
      await store.claimRun(id, owner, configuration);
      expect(await store.readLive(id)).toBeNull();
      await expect(store.writeLive(id, dead, liveAt(200))).rejects.toThrow(RunTakenError);
      expect(await store.readLive(id)).toBeNull();
    });

    it("gives back snapshots in order, those after a step, and the step of the last", async () => {
      const { id } = await create();
      expect(await store.lastSnapshotStep(id)).toBe(-1);
      await store.writeCheckpoint(id, owner, checkpointAt(1000, 0));
      await store.writeCheckpoint(id, owner, checkpointAt(2000, 1000));
      expect(await store.readSnapshots(id, -1)).toEqual([950, 1000, 1950, 2000].map(snapshotAt));
      expect(await store.readSnapshots(id, 1000)).toEqual([1950, 2000].map(snapshotAt));
      expect(await store.lastSnapshotStep(id)).toBe(2000);
    });

    it("gives back the metrics at a step and later", async () => {
      const { id } = await create();
      const metrics = ["a", "b", "c"].flatMap((metric) =>
        [1, 2, 3].map((step) => ({ step, name: metric, value: step / 3 })),
      );
      await store.writeCheckpoint(id, owner, { ...checkpointAt(1000, 0), metrics });
      const ordered = [2, 3].flatMap((step) => metrics.filter((point) => point.step === step));
      expect(await store.readMetricsFrom(id, 2)).toEqual(ordered);
      expect(await store.readMetricsFrom(id, 4)).toEqual([]);
    });

    it("thins metrics to buckets that hold every point: counts add up, extremes and the weighted mean stay", async () => {
      const { id } = await create();
      // Irregular steps, several points at some, a long gap.
      const random = pseudoRandom();
      let step = 0;
      const metrics = ["x", "y"].flatMap((metric) => {
        step = 0;
        return Array.from({ length: 3000 }, (_, index) => {
          step += index === 1500 ? 40_000 : Math.floor(random() * 9);
          return { step, name: metric, value: random() - 0.3 };
        });
      });
      await store.writeCheckpoint(id, owner, { ...checkpointAt(1000, 0), metrics });
      const thinned = await store.thinMetrics(id, 100);
      expect(thinned.map((metric) => metric.name)).toEqual(["x", "y"]);
      for (const metric of thinned) {
        const points = metrics.filter((point) => point.name === metric.name);
        expect(metric.counts.length).toBeLessThanOrEqual(100);
        expect(metric.counts.length).toBeGreaterThan(20);
        let from = 0;
        for (const [bucket, count] of metric.counts.entries()) {
          const values = points.slice(from, from + count).map((point) => point.value);
          from += count;
          expect(metric.steps[bucket]).toBe(points[from - 1]!.step);
          expect(metric.minima[bucket]).toBe(Math.min(...values));
          expect(metric.maxima[bucket]).toBe(Math.max(...values));
          expect(metric.means[bucket]).toBeCloseTo(values.reduce((sum, value) => sum + value) / count, 12);
        }
        expect(from).toBe(points.length);
      }
    });

    it("gives a metric of few points back point by point, and nothing where there is none", async () => {
      const { id } = await create();
      const points: MetricPoint[] = [3, 500, 501, 9000].map((step) => ({
        step,
        name: "x",
        value: 0.1 * step,
      }));
      await store.writeCheckpoint(id, owner, { ...checkpointAt(9000, 0), metrics: points });
      const values = points.map(({ value }) => value);
      const whole = {
        name: "x",
        steps: [3, 500, 501, 9000],
        means: values,
        minima: values,
        maxima: values,
        counts: [1, 1, 1, 1],
      };
      expect(await store.thinMetrics(id, 4)).toEqual([whole]);
      expect(await store.thinMetric(id, "x", [500, 501], 4)).toEqual({
        name: "x",
        steps: [500, 501],
        means: values.slice(1, 3),
        minima: values.slice(1, 3),
        maxima: values.slice(1, 3),
        counts: [1, 1],
      });
      expect((await store.thinMetric(id, "x", [3, 9000], 3)).counts).toEqual([3, 1]);
      expect((await store.thinMetric(id, "y", [0, 9000], 3)).steps).toEqual([]);
    });

    it("says that something changed when another writes, and only then", async () => {
      const { id } = await create();
      const other = await open();
      try {
        const before = await store.changes();
        expect(await store.changes()).toBe(before);
        await other.runs();
        expect(await store.changes()).toBe(before);
        await other.writeLive(id, owner, liveAt(100));
        const after = await store.changes();
        expect(after).not.toBe(before);
        expect(await store.changes()).toBe(after);
      } finally {
        await other.close();
      }
    });

    it("lists the newest run first", async () => {
      await create("old");
      await new Promise((resolve) => setTimeout(resolve, 5));
      await create("new");
      expect((await store.runs()).map(({ name: runName }) => runName)).toEqual(["new", "old"]);
    });

    it("lists page by page what it lists at once: every run on one page, none on two", async () => {
      for (const runName of ["b", "a", "d", "c", "e"]) await create(runName);
      const whole = await store.runs();
      for (const limit of [1, 2, 5, 9]) {
        const paged: Run[] = [];
        for (let page = await store.runs({ limit }); page.length > 0; ) {
          expect(page.length).toBeLessThanOrEqual(limit);
          paged.push(...page);
          page = await store.runs({ limit, after: page.at(-1)! });
        }
        expect(paged).toEqual(whole);
      }
    });

    it("selects runs by words of their names and by status, and counts them", async () => {
      for (const runName of ["Grid-50%", "grid_500", "grid-500", "other"]) await create(runName);
      await store.releaseRun((await store.runNamed("other"))!.id, owner, "failed");
      const names = async (selection: RunSelection) => {
        const found = (await store.runs(selection)).map((run) => run.name).sort();
        expect(await store.countRuns(selection)).toBe(found.length);
        return found;
      };
      expect(await names({})).toHaveLength(4);
      expect(await names({ words: ["GRID", "50"] })).toEqual(["Grid-50%", "grid-500", "grid_500"]);
      expect(await names({ words: ["50%"] })).toEqual(["Grid-50%"]);
      expect(await names({ words: ["d_5"] })).toEqual(["grid_500"]);
      expect(await names({ words: ["\\"] })).toEqual([]);
      expect(await names({ status: "failed" })).toEqual(["other"]);
      expect(await names({ status: "running", words: ["other"] })).toEqual([]);
    });

    it("finds runs by name, and by how name or id begin, and names near one that there is not", async () => {
      const first = await create("a-1");
      for (const runName of ["a-10", "a-2", "b"]) await create(runName);
      expect(await store.runNamed("a-1")).toEqual(first);
      expect(await store.runNamed("a-")).toBeNull();
      expect(await store.runsBeginning("a-1", 9)).toMatchObject({ count: 2, runs: { length: 2 } });
      expect(await store.runsBeginning("a-", 1)).toMatchObject({ count: 3, runs: { length: 1 } });
      expect(await store.runsBeginning(first.id.slice(0, 9), 5)).toEqual({ count: 1, runs: [first] });
      expect(await store.runsBeginning("a_", 5)).toEqual({ count: 0, runs: [] });
      expect((await store.namesNear("a-11", 1)).sort()).toEqual(expect.arrayContaining(["a-10", "a-2"]));
      expect((await store.namesNear("zzz", 9)).sort()).toEqual(["a-1", "a-10", "a-2", "b"]);
    });
  });
}
