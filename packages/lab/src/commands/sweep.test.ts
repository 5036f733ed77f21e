import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";
import { openStudyStore } from "../store/open-store.ts";
import { expandStudy } from "../study/expand-study.ts";
import { readStudy } from "../study/read-study.ts";
import { failedTrial } from "../study/run-trial.ts";

const text = `name: short
environments: [CartPole-v1]
agents:
  drumlin: { kind: sgmm-q, components: 3 }
grid: { drumlin.sparsity: [0, 0.001] }
seeds: 2
steps: 400
evaluation: { every: 200, episodes: 2 }
`;

let folder: string;
let study: string;
let store: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drumlin-sweep-"));
  study = join(folder, "study.yaml");
  store = join(folder, "runs.db");
  writeFileSync(study, text);
});

const sweep = (...words: string[]) => runCaptured("sweep", study, "--store", store, ...words);
const lastObject = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!);

async function records(path = store) {
  const opened = await openStudyStore(path);
  const trials = await opened.readTrials("short");
  await opened.close();
  return new Map(Array.from(trials, ([identity, { seconds: _, ...record }]) => [identity, record]));
}

const number = expect.any(Number);

describe("sweep", () => {
  it("ends with the object of the contract on --json, and with a table otherwise", async () => {
    const { status, stdout } = await sweep("--json");
    expect(status).toBe(0);
    const row = (sparsity: number) => ({
      agent: `drumlin sparsity=${sparsity}`,
      environment: "CartPole-v1",
      options: { componentCount: 3, sparsity },
      seeds: 2,
      solved: 0,
      failed: 0,
      medianSolvedAtStep: null,
      finalInterquartileMean: number,
      low: number,
      high: number,
      medianParameters: 48,
    });
    expect(lastObject(stdout)).toEqual({
      study: "short",
      trials: 4,
      done: 4,
      failed: 0,
      rows: [row(0), row(0.001)],
      failures: [],
    });
    const table = (await sweep()).stdout.trimEnd().split("\n");
    expect(table).toHaveLength(3);
    expect(table[2]).toMatch(/^drumlin sparsity=0\.001 {2}CartPole-v1 +2 +0 +–/);
  });

  it("gives the same records with one worker and with two", async () => {
    const other = join(folder, "other.db");
    await sweep("--workers", "1");
    const both = await runCaptured("sweep", study, "--store", other, "--workers", "2");
    expect(both.stdout).toBe((await sweep()).stdout);
    expect(await records(other)).toEqual(await records());
  });

  it("makes of a trial what train makes of the same options", async () => {
    await sweep();
    const trained = await runCaptured(
      ...["train", "CartPole-v1", "--store", join(folder, "train.db"), "--components", "3", "--steps", "400"],
      ...["--seed", "1", "--sparsity", "0.001", "--evaluation-every", "200", "--evaluation-episodes", "2"],
      "--json",
    );
    const record = [...(await records()).values()].find(
      ({ seed, options }) => seed === 1 && options.sparsity === 0.001,
    );
    expect(record!.finalReturn).toBe(lastObject(trained.stdout).evaluation.meanReturn);
  });

  it("runs only what a grown study adds", async () => {
    await sweep();
    const before = await records();
    writeFileSync(study, text.replace("seeds: 2", "seeds: 3"));
    expect((await sweep("--dry-run")).stdout).toContain("6 trials of short: 4 done, 0 failed, 2 to run");
    await sweep();
    const after = await records();
    expect(after.size).toBe(6);
    for (const [identity, record] of before) expect(after.get(identity)).toEqual(record);
  });

  it("lists trials on --dry-run and makes no store", async () => {
    const { status, stdout } = await sweep("--dry-run");
    expect(status).toBe(0);
    expect(stdout.match(/missing$/gm)).toHaveLength(4);
    expect(stdout).toContain("4 trials of short: 0 done, 0 failed, 4 to run");
    expect(lastObject((await sweep("--dry-run", "--json")).stdout)).toEqual({
      study: "short",
      trials: 4,
      done: 0,
      failed: 0,
      missing: 4,
    });
    expect(readdirSync(folder)).toEqual(["study.yaml"]);
  });

  it("lists the first trials of many on --dry-run, and counts them all", async () => {
    writeFileSync(study, text.replace("seeds: 2", "seeds: 100000"));
    const { stdout } = await sweep("--dry-run");
    expect(stdout.match(/missing$/gm)).toHaveLength(20);
    expect(stdout).toMatch(
      /\n… and 199,980 trials more\n200,000 trials of short: 0 done, 0 failed, 200,000 to run\n$/,
    );
  });

  it("refuses more trials than --trials-up-to allows, a million unless said, before any is made", async () => {
    const values = JSON.stringify(Array.from({ length: 1000 }, (_, index) => index + 1));
    const grid = `{ drumlin.targetInterval: ${values}, drumlin.batchSize: ${values}, drumlin.sparsity: [0, 1] }`;
    writeFileSync(study, text.replace(/grid:.*/, `grid: ${grid}`));
    const { status, stdout, stderr } = await sweep();
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(
      `drumlin: ${study} asks for 4,000,000 trials (combinations: 2,000,000 of drumlin; environments: 1; seeds: 2), ` +
        "and up to 1,000,000 are run; make it smaller, or allow them with --trials-up-to 4000000\n",
    );
    expect(readdirSync(folder)).toEqual(["study.yaml"]);
    const told = await sweep("--dry-run", "--trials-up-to", "4000000");
    expect(told.stdout).toContain("4,000,000 trials of short: 0 done");
    expect((await sweep("--trials-up-to", "3")).status).toBe(2);
  });

  it("warns of a combination that cannot work, on stderr, and runs it", async () => {
    writeFileSync(study, text.replace("components: 3", "components: 3, loss: huber, huberThreshold: 1"));
    const { status, stderr } = await sweep();
    expect(status).toBe(0);
    expect(stderr).toMatch(/^drumlin: warning: drumlin sparsity=0\.001: sparsity above 0 with TD errors/);
  });
});

describe("a failed trial", () => {
  const failing = text.replace("components: 3", "components: 3, backend: simd, metric: log-cholesky");

  it("is reported with its sentence, while the others are run, and the exit status is 1", async () => {
    const agents = "agents:\n  bad: { kind: sgmm-q, backend: simd, metric: log-cholesky }";
    writeFileSync(study, text.replace("agents:", agents));
    const { status, stdout, stderr } = await sweep("--json");
    expect(status).toBe(1);
    const { done, failed, failures } = lastObject(stdout);
    expect({ done, failed }).toEqual({ done: 4, failed: 2 });
    expect(failures).toEqual(
      [0, 1].map((seed) => ({
        trial: `bad, CartPole-v1, seed ${seed}`,
        error: expect.stringContaining("log-cholesky"),
      })),
    );
    expect(stderr).toMatch(/^failed: bad, CartPole-v1, seed 0: .*"log-cholesky"$/m);
    expect(stderr).toMatch(/2 of 6 trials failed; run them again with: npx drumlin sweep .* --retry-failed/);
  });

  it("is run again only when that is asked for", async () => {
    const [trial] = expandStudy(readStudy(study));
    const opened = await openStudyStore(store);
    await opened.saveStudy("short", "{}");
    await opened.writeTrial("short", trial!.identity, failedTrial(trial!, "the lights went out", 1));
    await opened.close();
    const first = await sweep();
    expect(first.status).toBe(1);
    expect(first.stderr).toContain(`failed: ${trial!.agent}, CartPole-v1, seed 0: the lights went out`);
    const second = await sweep("--retry-failed", "--json");
    expect(second.status).toBe(0);
    expect(lastObject(second.stdout)).toMatchObject({ done: 4, failed: 0 });
  });

  it("fails again when its cause is still there", async () => {
    writeFileSync(study, failing);
    await sweep();
    expect(lastObject((await sweep("--retry-failed", "--json")).stdout)).toMatchObject({
      done: 0,
      failed: 4,
    });
  });
});

describe("wrong usage ends with status 2, one line on stderr, and the store as it was:", () => {
  it.each<[title: string, words: string[], complaint: RegExp, change?: [string, string]]>([
    ["a study that is not there", ["sweep", "absent.yaml"], /cannot read absent\.yaml/],
    ["no study", ["sweep"], /missing required argument 'study'/],
    ["a malformed study", [], /study\.yaml, line 7: steps is "many"/, ["steps: 400", "steps: many"]],
    ["a kind there is not", [], /line 4: .*kind is "dqm".*did you mean dqn\?/, ["sgmm-q", "dqm"]],
    ["no workers", ["--workers", "0"], /--workers is 0; it must be a whole number of at least 1$/m],
    ["an unknown option", ["--worker", "2"], /unknown option '--worker'.*did you mean --workers\?/],
  ])("%s", async (_title, words, complaint, change) => {
    await (await openStudyStore(store)).close();
    if (change !== undefined) writeFileSync(study, text.replace(...change));
    const before = readFileSync(store);
    const { status, stdout, stderr } = await (words[0] === "sweep"
      ? runCaptured(...words, "--store", store)
      : sweep(...words));
    expect(stderr).toMatch(complaint);
    expect(stderr).toMatch(/^drumlin: [^\n]+\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["runs.db", "study.yaml"]);
  });
});

it("sweep --help is given on stdout", async () => {
  const { status, stdout } = await runCaptured("sweep", "--help");
  expect(status).toBe(0);
  expect(stdout).toContain("Usage: drumlin sweep");
});
