import { copyFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "../../packages/lab/src/captured-run.case.ts";
import { expandStudy } from "../../packages/lab/src/study/expand-study.ts";
import { readStudy } from "../../packages/lab/src/study/read-study.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("a store that release 0.1 wrote", () => {
  const folder = mkdtempSync(join(tmpdir(), "drumlin-fixtures-"));
  const store = join(folder, "store.db");
  const inStore = ["--store", store];
  beforeAll(() => copyFileSync(here("store-0.1.sqlite"), store));

  it("opens, and lists its runs as they were", async () => {
    const { stdout } = await runCaptured("runs", "--json", ...inStore);
    expect(JSON.parse(stdout)).toMatchObject([
      { name: "half", state: "interrupted", progress: { step: 200 }, result: null },
      { name: "whole", state: "done", progress: { step: 400 }, configuration: { seed: 0, steps: 400 } },
    ]);
    const metrics = await runCaptured("runs", "export", "whole", ...inStore);
    expect(metrics.stdout).toMatch(/^whole,400,charts\/evaluation_return,[\d.]+$/m);
  });

  it("has a run that stopped half way: it goes on to the bits that the one which never stopped ended with", async () => {
    const resumed = await runCaptured("resume", "half", ...inStore);
    expect([resumed.status, resumed.stderr.includes("half: step 400 of 400")]).toEqual([0, true]);
    const [half, whole] = await Promise.all(
      ["half", "whole"].map((run) => runCaptured("export", run, "--format", "json", ...inStore)),
    );
    expect(half!.stdout).toBe(whole!.stdout);
  });

  it("has the trials of its study: none is to be run again", async () => {
    const { stdout } = await runCaptured("sweep", here("study.yaml"), "--dry-run", "--json", ...inStore);
    expect(JSON.parse(stdout)).toEqual({ study: "release-0.1", trials: 24, done: 24, failed: 0, missing: 0 });
  });
});

it("the trials of a study file of release 0.1 have the identities that they had then", () => {
  const identities = expandStudy(readStudy(here("study.yaml"))).map((trial) => [
    `${trial.agent}, ${trial.environment}, seed ${trial.seed}`,
    trial.identity,
  ]);
  expect(Object.fromEntries(identities)).toEqual(JSON.parse(readFileSync(here("study-0.1.json"), "utf8")));
});
