import { copyFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "../../packages/lab/src/captured-run.case.ts";
import { expandStudy } from "../../packages/lab/src/study/expand-study.ts";
import { readStudy } from "../../packages/lab/src/study/read-study.ts";
import { folderOf, releases } from "./observed.ts";

const pathOf = (release: string, format: string, name: string) =>
  fileURLToPath(new URL(name, folderOf(release, format)));

describe.each(releases)("a store that release %s wrote", (release) => {
  const folder = mkdtempSync(join(tmpdir(), "drumlin-fixtures-"));
  const store = join(folder, "store.db");
  const inStore = ["--store", store];
  beforeAll(() => copyFileSync(pathOf(release, "store", "store.sqlite"), store));

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
    const { stdout } = await runCaptured(
      "sweep",
      pathOf(release, "study", "study.yaml"),
      "--dry-run",
      "--json",
      ...inStore,
    );
    expect(JSON.parse(stdout)).toEqual({ study: "release-0.1", trials: 24, done: 24, failed: 0, missing: 0 });
  });
});

it.each(releases)(
  "the trials of a study file of release %s have the identities that they had then",
  (release) => {
    const identities = expandStudy(readStudy(pathOf(release, "study", "study.yaml"))).map((trial) => [
      `${trial.agent}, ${trial.environment}, seed ${trial.seed}`,
      trial.identity,
    ]);
    expect(Object.fromEntries(identities)).toEqual(
      JSON.parse(readFileSync(pathOf(release, "study", "identities.json"), "utf8")),
    );
  },
);
