import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { HealthRecord, MetricPoint, OpeningMessage, Point, Run } from "@drumlin/run";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configuration } from "../store/run-store.case.ts";
import type { RunStore } from "../store/run-store.ts";
import { runFeed, type ServedRunMessage } from "./run-feed.ts";
import { StoreWatch } from "./store-watch.ts";
import {
  checkpointAt,
  createRun,
  float32,
  liveAt,
  owner,
  progressAt,
  storeWithRun,
} from "./written-store.case.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

type SeriesMessage = Extract<ServedRunMessage, { kind: "series" }>;

let path: string;
let store: RunStore;
let run: Run;
let watch: StoreWatch;
let leaving: AbortController;
beforeEach(async () => {
  ({ path, store, run } = await storeWithRun());
  watch = new StoreWatch(path);
  leaving = new AbortController();
});
afterEach(async () => {
  leaving.abort();
  await watch.close();
  await store.close();
});

/** Somebody who keeps what a feed says. */
function listen(reference: string) {
  const heard: ServedRunMessage[] = [];
  const listening = (async () => {
    for await (const message of runFeed(watch, reference, leaving.signal)) heard.push(message);
  })();
  listening.catch(() => {});
  const of = <Kind extends ServedRunMessage["kind"]>(kind: Kind) =>
    heard.filter((message): message is Extract<ServedRunMessage, { kind: Kind }> => message.kind === kind);
  const until = (isSo: () => boolean) => expect.poll(isSo, { interval: 5, timeout: 3000 }).toBe(true);
  return { heard, listening, of, until };
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const point = (step: number, name: string): MetricPoint => ({ step, name, value: Math.sin(step) });
const collapse: HealthRecord = { step: 900, signature: "covariance collapse", detail: "hill 3" };

describe("the opening", () => {
  it("is what there is, with the specification of a known environment", async () => {
    const metrics = [point(500, "a"), point(1000, "a"), point(1000, "b")];
    await store.writeCheckpoint(run.id, owner, { ...checkpointAt(1000, metrics), health: [collapse] });
    const { heard, until } = listen("first");
    await until(() => heard.some(({ kind }) => kind === "series"));
    const opening = heard[0] as OpeningMessage;
    expect(opening.run).toMatchObject({
      id: run.id,
      name: "first",
      state: "running",
      configuration,
      result: null,
    });
    expect(opening.run.progress).toEqual(progressAt(1000));
    expect(opening.spec?.observationNames).toHaveLength(4);
    expect(opening.health).toEqual([collapse]);
    const { series } = heard.find(({ kind }) => kind === "series") as SeriesMessage;
    expect(series.map(({ name, steps, means }) => [name, steps, means])).toEqual([
      ["a", [500, 1000], [Math.sin(500), Math.sin(1000)]],
      ["b", [1000], [Math.sin(1000)]],
    ]);
  });

  it("has no specification of an environment that only the trainer knows", async () => {
    await createRun(store, "foreign", owner, { ...configuration, environment: "Maze-v0" });
    const { heard, until } = listen("foreign");
    await until(() => heard.length > 0);
    expect((heard[0] as OpeningMessage).spec).toBeNull();
  });

  it("is followed by what the live state knows beyond the checkpoint", async () => {
    await store.writeCheckpoint(run.id, owner, {
      ...checkpointAt(1000, [point(1000, "a")]),
      health: [collapse],
    });
    const late = { ...collapse, step: 1200 };
    const live = { ...liveAt(1300, [point(1250, "a")]), health: [late] };
    await store.writeLive(run.id, owner, live);
    const { heard, of, until } = listen(run.id);
    await until(() => of("health").length > 0);
    expect(of("opening")[0]!.run.progress).toEqual(progressAt(1300));
    expect(of("points")).toEqual([{ kind: "points", points: [["a", 1250, Math.sin(1250)]] }]);
    expect(of("health")).toEqual([{ kind: "health", events: [late] }]);
    expect(of("progress")).toEqual([
      {
        kind: "progress",
        state: "running",
        progress: progressAt(1300),
        updatesPerSecond: expect.closeTo(1000),
        measuredAt: live.writtenAt,
        result: null,
      },
    ]);
    expect(heard.map(({ kind }) => kind)).toEqual([
      "opening",
      "progress",
      "moment",
      "series",
      "points",
      "health",
    ]);
  });
});

describe("while a run trains", () => {
  it("each point and each event is told once and in order, however it was written", async () => {
    const listeners = [listen("first"), listen("first")];
    const written: MetricPoint[] = [];
    let pending: MetricPoint[] = [];
    let health: HealthRecord[] = [];
    for (let step = 20; step <= 2000; step += 20) {
      const now = [point(step, "a"), ...(step % 100 === 0 ? [point(step, "b"), point(step, "c")] : [])];
      written.push(...now);
      pending.push(...now);
      if (step % 300 === 0) health.push({ ...collapse, step });
      if (step % 260 === 0) {
        await store.writeCheckpoint(run.id, owner, { ...checkpointAt(step, pending), health });
        [pending, health] = [[], []];
      } else if (step % 60 !== 0) await store.writeLive(run.id, owner, { ...liveAt(step, pending), health });
      if (step === 600) listeners.push(listen("first"));
      if (step % 80 === 0) await sleep(7);
    }
    await store.writeCheckpoint(run.id, owner, { ...checkpointAt(2000, pending), health });
    for (const { of, until } of listeners) {
      await until(() => of("progress").at(-1)?.progress.step === 2000);
      const [opening] = of("opening");
      const points: Point[] = of("points").flatMap((message) => message.points);
      for (const name of ["a", "b", "c"]) {
        const series = of("series")[0]!.series.find((metric) => metric.name === name);
        const told = points.filter(([metric]) => metric === name).map(([, step, value]) => [step, value]);
        expect([...(series?.steps ?? []).map((step, i) => [step, series!.means[i]]), ...told]).toEqual(
          written.filter((one) => one.name === name).map(({ step, value }) => [step, value]),
        );
      }
      const steps = points.map(([, step]) => step);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(
        [...opening!.health, ...of("health").flatMap(({ events }) => events)].map(({ step }) => step),
      ).toEqual([300, 600, 900, 1200, 1500, 1800]);
      expect(of("opening")).toHaveLength(1);
      expect(of("problem")).toEqual([]);
    }
  });

  it("the policy is told as it changes, at most four times a second, the last one always", async () => {
    const { of, until } = listen("first");
    await until(() => of("opening").length > 0);
    const start = performance.now();
    for (let step = 1; step <= 40; step++) {
      await store.writeLive(run.id, owner, liveAt(step));
      await sleep(10);
    }
    await until(() => of("moment").at(-1)?.moment.step === 40);
    const moments = of("moment").map(({ moment }) => moment);
    expect(moments.length).toBeLessThan(2 + (performance.now() - start) / 240);
    expect(moments.length).toBeGreaterThan(2);
    expect(Buffer.from(moments.at(-1)!.frame, "base64")).toEqual(Buffer.from(float32(40)));
    expect(moments.at(-1)!.visited).toBe("");
  });

  it("snapshots are announced by their last step", async () => {
    const { of, until } = listen("first");
    await until(() => of("opening").length > 0);
    const snapshots = [100, 200].map((step) => ({
      step,
      frame: float32(step),
      visited: float32(1, 2, 3, 4),
    }));
    await store.writeCheckpoint(run.id, owner, { ...checkpointAt(200), snapshots });
    await until(() => of("snapshots").length > 0);
    expect(of("snapshots")).toEqual([{ kind: "snapshots", step: 200 }]);
  });
});

it("of a real training in another process nothing is missed, doubled or out of order", async () => {
  const words = [
    "train",
    "CartPole-v1",
    "--name",
    "real",
    "--steps",
    "3000",
    "--store",
    path,
    "--checkpoint-every",
    "700",
  ];
  const trainer = spawn(process.execPath, [main, ...words], { stdio: "ignore" });
  const exited = once(trainer, "exit");
  await expect.poll(async () => (await store.runs()).length, { interval: 10, timeout: 20_000 }).toBe(2);
  const { heard, of, until } = listen("real");
  expect(await exited).toEqual([0, null]);
  await until(() => of("progress").at(-1)?.state === "done" && of("moment").at(-1)?.moment.step === 3000);
  const [{ series }] = of("series") as [SeriesMessage];
  const opened = series.flatMap(({ name, steps, means }) =>
    steps.map((step, i): Point => [name, step, means[i]!]),
  );
  const told = of("points").flatMap(({ points }) => points);
  const { id } = (await store.runs()).find(({ name }) => name === "real")!;
  const inOrder = (a: Point, b: Point) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1);
  expect([...opened, ...told].sort(inOrder)).toEqual(
    (await store.readMetrics(id)).map(({ name, step, value }): Point => [name, step, value]).sort(inOrder),
  );
  expect(told.map(([, step]) => step)).toEqual(told.map(([, step]) => step).toSorted((a, b) => a - b));
  const steps = of("progress").map(({ progress }) => progress.step);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(of("progress").at(-1)!.result?.run).toBe("real");
  expect(heard.filter(({ kind }) => kind === "opening")).toHaveLength(1);
});

describe("when a run does not train", () => {
  it("its policy is its last snapshot, with what was visited, and its rate nothing", async () => {
    await store.writeLive(run.id, owner, liveAt(150));
    const snapshots = [100, 200].map((step) => ({ step, frame: float32(step), visited: float32(step, 2) }));
    await store.writeCheckpoint(run.id, owner, { ...checkpointAt(200), snapshots });
    await store.releaseRun(run.id, owner, "interrupted");
    const { of, until } = listen("first");
    await until(() => of("moment").length > 0);
    expect(of("moment")[0]!.moment).toEqual({
      step: 200,
      frame: Buffer.from(float32(200)).toString("base64"),
      visited: Buffer.from(float32(200, 2)).toString("base64"),
    });
    expect(of("progress")).toMatchObject([{ state: "interrupted", updatesPerSecond: null }]);
  });

  it("that is told when it ends, and that its trainer was killed", async () => {
    await createRun(store, "orphan", { ...owner, token: "dead", pid: 2 ** 22 + 1 });
    const [first, orphan] = [listen("first"), listen("orphan")];
    await orphan.until(() => orphan.of("progress").length > 0);
    expect(orphan.of("progress")[0]).toMatchObject({ state: "killed", updatesPerSecond: null });
    await first.until(() => first.of("progress").length > 0);
    await store.releaseRun(run.id, owner, "failed");
    await first.until(() => first.of("progress").at(-1)?.state === "failed");
  });

  it("a run that is removed is a problem, not said again and again", async () => {
    const { of, until } = listen("first");
    await until(() => of("opening").length > 0);
    await store.releaseRun(run.id, owner, "interrupted");
    await store.removeRun(run.id);
    await until(() => of("problem").length > 0);
    await sleep(400);
    expect(of("problem").map(({ problem }) => problem)).toEqual([
      `run first is no longer in ${store.url}`,
      expect.stringMatching(/^no run "first" in sqlite:/),
    ]);
  });
});

it("ends when its listener leaves, and when the studio does", async () => {
  const { listening, of, until } = listen("first");
  await until(() => of("opening").length > 0);
  leaving.abort();
  await listening;
  leaving = new AbortController();
  const other = listen("first");
  await other.until(() => other.of("opening").length > 0);
  await watch.close();
  await other.listening;
});
