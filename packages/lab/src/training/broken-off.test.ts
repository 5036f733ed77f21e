import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sessionOptions } from "@drumlin/run";
import { createAgent, type Environment, loadAgent, make, register, TrainingSession } from "drumlin";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Captured, runCaptured } from "../captured-run.case.ts";
import { openStore } from "../store/open-store.ts";
import { currentOwner } from "../store/run-owner.ts";
import { configuration } from "../store/run-store.case.ts";
import { conductRun } from "./conduct-run.ts";
import { firstCheckpoint } from "./first-checkpoint.ts";

/** The step of the environment made here at which something happens, and what. */
let eventStep: number;
let event: () => void;
let step: number;

/** At this step the clock goes on for so long that a checkpoint is due, however fast the machine. */
const pauseStep = 1000;
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);

register({
  spec: { ...make("CartPole-v1").spec, id: "Eventful-v0" },
  create: () => {
    const cartPole = make("CartPole-v1");
    const eventful: Environment<number> = {
      spec: cartPole.spec,
      observationSpace: cartPole.observationSpace,
      actionSpace: cartPole.actionSpace,
      reset: (options) => cartPole.reset(options),
      step: (action) => {
        step++;
        if (step === pauseStep) pause();
        if (step === eventStep) event();
        return cartPole.step(action);
      },
    };
    return eventful as Environment<never>;
  },
});

let folder: string;
let store: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drumlin-broken-"));
  store = join(folder, "runs.db");
  step = 0;
  eventStep = Number.POSITIVE_INFINITY;
});
afterEach(() => vi.restoreAllMocks());

function at(when: number, what: () => void): void {
  eventStep = when;
  event = what;
}

const train = (path: string, ...words: string[]) =>
  runCaptured(
    ...["train", "Eventful-v0", "--store", path, "--name", "one", "--components", "3", "--steps", "6000"],
    ...["--checkpoint-every", "300", "--evaluation-every", "100000", ...words],
  );
const oneLine = /^drumlin: [^\n]+\n$/;

/** Whether SQLite finds the database sound. */
function integrity(path: string): unknown {
  const database = new DatabaseSync(path);
  const { integrity_check } = database.prepare("pragma integrity_check").get()!;
  database.close();
  return integrity_check;
}

describe("on a full disk", () => {
  const full =
    /^drumlin: the disk is full: sqlite:\S+ took no more at step [\d,]+; one can be resumed from step ([\d,]+) once there is room: npx drumlin resume one --store \S+\n$/;

  /** Whole and broken off, both resumed where there is room: the same to the bit. */
  async function expectResumable(path: string, broken: { status: number; stdout: string; stderr: string }) {
    expect(broken).toEqual({ status: 1, stdout: "", stderr: expect.stringMatching(full) });
    expect(broken.stderr).not.toContain("rollback");
    expect(integrity(path)).toBe("ok");
    const shown = JSON.parse((await runCaptured("runs", "show", "one", "--store", path, "--json")).stdout);
    const resumableFrom = Number(full.exec(broken.stderr)![1]!.replace(",", ""));
    expect(shown.progress.step).toBe(resumableFrom);
    expect(resumableFrom).toBeGreaterThan(0);
    expect((await runCaptured("resume", "one", "--store", path, "--force")).status).toBe(0);
    await train(join(folder, "whole.db"));
    const [resumed, whole] = [path, join(folder, "whole.db")].map((at) =>
      runCaptured("export", "one", "--store", at),
    );
    expect(await resumed).toEqual(await whole);
  }

  /** No store that is open by then may grow from step 1,500 on. */
  function limitSize(): void {
    const { exec } = DatabaseSync.prototype;
    const open = new Set<DatabaseSync>();
    vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (this: DatabaseSync, sql) {
      open.add(this);
      exec.call(this, sql);
    });
    at(1500, () => {
      for (const database of open) exec.call(database, "pragma max_page_count = 1");
    });
  }

  it("one sentence says so and from where to go on, the store is sound, and the run goes on as if it had not been", async () => {
    limitSize();
    const broken = await train(store);
    vi.restoreAllMocks();
    await expectResumable(store, broken);
  });

  function fill(path: string): void {
    try {
      for (;;) appendFileSync(path, new Uint8Array(4096));
    } catch (error) {
      expect(error).toMatchObject({ code: "ENOSPC" });
    }
  }

  const disk = mkdtempSync(join(tmpdir(), "drumlin-disk-"));
  const isMounted =
    process.getuid?.() === 0 &&
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", disk], { stdio: "ignore" }).status === 0;
  it.runIf(isMounted)("the same holds of a real one", async () => {
    try {
      const filling = join(disk, "filling");
      const path = join(disk, "runs.db");
      at(1500, () => fill(filling));
      const broken = await train(path);
      rmSync(filling);
      await expectResumable(path, broken);
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  it("the agent is written where that was asked for, as it was at the step of the sentence", async () => {
    limitSize();
    const path = join(folder, "saved.agent");
    const { stderr } = await train(store, "--model-out", path);
    const { stepCount } = await loadAgent(readFileSync(path));
    expect(stderr).toContain(
      `took no more at step ${stepCount.toLocaleString("en")}; its agent is in ${path}; one can`,
    );
  });

  it("a store that cannot be made says so, and is made by the same command once there is room", async () => {
    const { exec } = DatabaseSync.prototype;
    vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (this: DatabaseSync, sql) {
      exec.call(this, "pragma max_page_count = 2");
      exec.call(this, sql);
    });
    expect(await train(store)).toEqual({
      status: 1,
      stdout: "",
      stderr: `drumlin: the disk is full: nothing more can be written to sqlite:${store}; make room and give the same command again\n`,
    });
    vi.restoreAllMocks();
    expect((await train(store, "--steps", "100")).status).toBe(0);
  });
});

describe("a store that is no longer there while a run is trained into it", () => {
  const gone =
    /^drumlin: the store sqlite:\S+ was deleted or replaced while one was trained; training ended at step [\d,]+, and nothing of it is kept\n$/;

  it("ends the training with one sentence, which names no resume that cannot work, and is not made again", async () => {
    at(1500, () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    });
    const { status, stdout, stderr } = await train(store, "--steps", "1000000000");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(gone);
    expect(stderr).not.toContain("resume");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves the one that was put in its place as it is, and whoever works with that", async () => {
    const other = join(folder, "other.db");
    const writer = await openStore(other);
    await writer.close();
    const before = readFileSync(other);
    at(1500, () => renameSync(other, store));
    const { status, stderr } = await train(store, "--steps", "1000000000");
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(gone) });
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(integrity(store)).toBe("ok");
  });

  it("ends it with the agent in its file where that was asked for", async () => {
    const path = join(folder, "saved.agent");
    at(1500, () => rmSync(store));
    const { status, stderr } = await train(store, "--steps", "1000000000", "--model-out", path);
    expect(status).toBe(1);
    const { stepCount } = await loadAgent(readFileSync(path));
    expect(stepCount).toBeGreaterThanOrEqual(1500);
    expect(stderr).toContain(
      `training ended at step ${stepCount.toLocaleString("en")}, and its agent is in ${path}\n`,
    );
    expect(stderr).toMatch(oneLine);
  });
});

it("a run whose values are no longer numbers has failed, says why, and keeps its last good checkpoint", async () => {
  const opened = await openStore(store);
  const agent = await createAgent(configuration.agent);
  const session = new TrainingSession(agent, make("CartPole-v1"), sessionOptions(configuration));
  const owner = currentOwner();
  const run = await opened.createRun({
    name: "one",
    configuration: { ...configuration, steps: 1_000_000_000 },
    owner,
    checkpoint: firstCheckpoint(agent, session),
  });
  const { writeCheckpoint } = opened;
  opened.writeCheckpoint = async (...checkpoint) => {
    await writeCheckpoint.apply(opened, checkpoint);
    agent.qValues = () => new Float64Array([1, Number.NaN]);
  };
  const modelOut = join(folder, "none.agent");
  const conducted = { store: opened, run, owner, agent, session, storedCount: 0, json: true, modelOut };
  const stdout = new Captured();
  const failure = await conductRun(conducted, { stdout, stderr: new Captured() }).catch((error) => error);
  const { step: checkpointStep } = (await opened.run(run.id))!.progress;
  expect(checkpointStep).toBeGreaterThan(0);
  const kept = checkpointStep.toLocaleString("en");
  expect(failure.message).toMatch(
    new RegExp(
      `^one diverged: at step [\\d,]+ the values it learned are no longer finite numbers; its last good checkpoint, of step ${kept}, is kept and can be exported; `,
    ),
  );
  expect(stdout.text).toBe("");
  expect(await opened.run(run.id)).toMatchObject({ status: "failed", owner: null, result: null });
  expect((await opened.readHealth(run.id)).at(-1)).toMatchObject({ signature: "diverged" });
  await opened.close();
  const exported = join(folder, "good.agent");
  await runCaptured("export", "one", "--store", store, "--format", "agent", "--output", exported);
  expect((await loadAgent(readFileSync(exported))).stepCount).toBe(checkpointStep);
  expect((await runCaptured("evaluate", "one", "--store", store)).status).toBe(0);
});
