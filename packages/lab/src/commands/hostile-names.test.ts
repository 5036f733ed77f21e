import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-hostile-"));
const store = join(folder, "runs.db");
const [policy, study] = [join(folder, "policy.json"), join(folder, "study.yaml")];
const inStore = ["--store", store];

/** Names a window, clears the screen, makes a row of a table, turns the direction of writing. */
const hostile = "x\u001b]0;owned\u0007\u001b[2J\nfake-run  CartPole-v1\r\u009b1A\u007f\u202e";

beforeAll(async () => {
  await runCaptured("train", "CartPole-v1", ...inStore, "--name", "x", "--components", "2", "--steps", "200");
  await runCaptured("export", "x", ...inStore, "--output", policy);
  writeFileSync(
    policy,
    JSON.stringify({ ...JSON.parse(readFileSync(policy, "utf8")), environment: hostile }),
  );
  writeFileSync(study, `name: ${JSON.stringify(hostile)}\n`);
  const database = new DatabaseSync(store);
  database.prepare("update runs set name = ?, status = 'interrupted'").run(hostile);
  database.prepare("insert into health_events select id, 7, ?, ? from runs").run(hostile, hostile);
  database.close();
});

it.each([
  ["runs", ["runs", ...inStore]],
  ["runs --json", ["runs", "--json", ...inStore]],
  ["runs show", ["runs", "show", "x", ...inStore]],
  ["runs compare", ["runs", "compare", "x", "x", ...inStore]],
  ["explain RUN", ["explain", "x", ...inStore]],
  ["evaluate RUN", ["evaluate", "x", "--episodes", "1", ...inStore]],
  ["resume RUN", ["resume", "x", "--steps", "300", ...inStore]],
  ["explain FILE", ["explain", policy]],
  ["explain no such run", ["explain", `${hostile}?`, ...inStore]],
  ["an environment there is not", ["train", hostile, ...inStore]],
  ["a name that cannot be used", ["train", "CartPole-v1", "--name", hostile, ...inStore]],
  ["an option there is not", ["runs", `--${hostile}`]],
  ["a command there is not", [hostile]],
  ["a store there is not", ["runs", "--store", `${folder}/${hostile}`]],
  ["a study's name", ["sweep", study]],
])("names in a store, a file or an argument never reach the terminal raw: %s", async (_, words) => {
  const { stdout, stderr } = await runCaptured(...words);
  const text = stdout + stderr;
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  expect(text.split("\n").filter((line) => line.startsWith("fake-run"))).toEqual([]);
  expect(text).toContain("u001b]0;owned");
});
