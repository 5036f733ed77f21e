import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { loadAgent } from "drumlin";
import { beforeEach, describe, expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";

let folder: string;
let store: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "drumlin-resume-"));
  store = join(folder, "runs.db");
  await runCaptured(
    ...["train", "CartPole-v1", "--store", store, "--name", "mc", "--components", "2", "--steps", "300"],
    ...["--model-out", join(folder, "trained.agent")],
  );
});

const resume = (...words: string[]) => runCaptured("resume", "mc", "--store", store, ...words);

/** Does something to the database behind everybody's back. */
function change(sql: string): void {
  const database = new DatabaseSync(store);
  database.exec(sql);
  database.close();
}

/** Every row of every table. */
function record(): unknown[] {
  const database = new DatabaseSync(store);
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
  const rows = tables.map(({ name }) => database.prepare(`select * from ${name}`).all());
  database.close();
  return rows;
}

const stopped = "update runs set status = 'interrupted', result = null; delete from policies";

describe("resume --steps", () => {
  it.each([
    ["of a run that is done", ""],
    ["of one that was stopped", stopped],
  ])(
    "%s is refused unless it is more than what was done, and the record stays as it was",
    async (_, state) => {
      change(`${state}; update runs set configuration = json_set(configuration, '$.steps', 900)`);
      const before = record();
      for (const steps of ["100", "300"])
        expect(await resume("--steps", steps)).toEqual({
          status: 2,
          stdout: "",
          stderr: `drumlin: --steps ${steps} is counted from the run's beginning, and mc is at step 300 already; give more than that, or leave it out\n`,
        });
      expect(record()).toEqual(before);
    },
  );

  it("may lower a goal that is not reached yet", async () => {
    change(`${stopped}; update runs set configuration = json_set(configuration, '$.steps', 900)`);
    const { stdout } = await resume("--steps", "400", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ steps: 400 });
  });
});

describe("a run that cannot be gone on with is refused in one sentence, and stays as it was:", () => {
  it.each<[title: string, change: string, status: number, why: RegExp]>([
    [
      "its environment is not registered",
      "update runs set configuration = json_set(configuration, '$.environment', 'Maze-v0')",
      2,
      /no environment "Maze-v0"/,
    ],
    [
      "its agent is damaged",
      "update checkpoints set state = substr(state, 1, 900)",
      1,
      /damaged or cut short/,
    ],
    ["its agent is none", "update checkpoints set state = x'00'", 1, /not a Drumlin agent/],
    [
      "its agent was saved by a newer version",
      "update checkpoints set state = cast(substr(state, 1, 8) || x'63000000' || substr(state, 13) as blob)",
      1,
      /newer Drumlin \(format 99\)/,
    ],
    ["its training state is damaged", "update checkpoints set training = '{'", 1, /checksum does not match/],
    [
      "its training state, of before checksums, is damaged",
      "update checkpoints set training = '{', checksum = null",
      1,
      /JSON/,
    ],
    ["its replay buffer is cut short", "delete from transition_chunks", 1, /cannot be gone on with/],
    ["its checkpoint is gone", "delete from checkpoints", 1, /there is no checkpoint of the run/],
  ])("%s", async (_title, harm, status, why) => {
    for (const state of ["", stopped]) {
      change(`${harm}; ${state}`);
      const before = record();
      const refused = await resume("--steps", "900");
      expect(refused).toEqual({ status, stdout: "", stderr: expect.stringMatching(why) });
      expect(refused.stderr).toMatch(/^drumlin: [^\n]+\n$/);
      expect(record()).toEqual(before);
    }
  });
});

describe("the agent of a run that has ended is", () => {
  const trained = () => readFileSync(join(folder, "trained.agent"));

  it("written by resume --model-out as training would have, which says that nothing was trained", async () => {
    const path = join(folder, "resumed.agent");
    const before = record();
    const { status, stderr } = await resume("--model-out", path);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining(
        `mc is done, at step 300; nothing was trained, and its agent is in ${path};`,
      ),
    });
    expect(readFileSync(path).equals(trained())).toBe(true);
    expect(record()).toEqual(before);
  });

  it.each([
    ["done", ""],
    ["stopped", stopped],
    ["failed", stopped.replace("interrupted", "failed")],
    [
      "of an environment that is not known here",
      "update runs set configuration = replace(configuration, 'Cart', 'X')",
    ],
  ])("exported to the bytes that training would have written, when it is %s", async (_, state) => {
    change(state);
    const path = join(folder, "exported.agent");
    const words = ["export", "mc", "--store", store, "--format", "agent", "--output", path];
    const { status, stderr } = await runCaptured(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: `mc → ${path} (${trained().length} bytes)\n` });
    expect(readFileSync(path).equals(trained())).toBe(true);
    expect((await loadAgent(readFileSync(path))).stepCount).toBe(300);
  });
});

describe("a run that another machine seems to train", () => {
  const elsewhere = (heartbeat: string) =>
    change(
      `${stopped}; update runs set status = 'running', owner_token = 'x', owner_host = 'elsewhere', owner_pid = 7,
        updated_at = '${heartbeat}', configuration = json_set(configuration, '$.steps', 320)`,
    );
  const seconds = (count: number) => new Date(Date.now() + count * 1000).toISOString();

  it.each([
    [
      "which wrote lately",
      -5,
      /by process 7 on elsewhere, which wrote [5-9] s ago; stop that one first, or, if it is gone, add --force/,
    ],
    [
      "whose clock is ahead",
      86_400,
      /whose last sign of life is dated 86\d+ s ahead of this machine's clock; .* add --force/,
    ],
  ])("%s is resumed and removed by force alone, which the refusal names", async (_, age, why) => {
    elsewhere(seconds(age));
    const before = record();
    for (const words of [["resume"], ["runs", "remove"]])
      expect(await runCaptured(...words, "mc", "--store", store)).toEqual({
        status: 2,
        stdout: "",
        stderr: expect.stringMatching(why),
      });
    expect(record()).toEqual(before);
    const { status, stdout } = await resume("--force", "--json");
    expect({ status, steps: JSON.parse(stdout).steps }).toEqual({ status: 0, steps: 320 });
    elsewhere(seconds(age));
    const removed = await runCaptured("runs", "remove", "mc", "--force", "--store", store);
    expect(removed).toEqual({ status: 0, stdout: "removed mc\n", stderr: "" });
  });
});
