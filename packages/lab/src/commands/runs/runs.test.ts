import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "../../captured-run.case.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-runs-"));
const inStore = ["--store", join(folder, "runs.db")];

beforeAll(async () => {
  for (const [name, components] of [
    ["small", "2"],
    ["large", "5"],
  ] as const)
    await runCaptured(
      ...["train", "CartPole-v1", ...inStore, "--name", name, "--components", components, "--steps", "1100"],
    );
});

describe("runs", () => {
  it("lists runs, newest first, with or without its name", async () => {
    const { stdout } = await runCaptured("runs", ...inStore);
    expect(stdout.split("\n").map((line) => line.split(" ")[0])).toEqual(["run", "large", "small", ""]);
    expect((await runCaptured("runs", "list", ...inStore)).stdout).toBe(stdout);
    const json = JSON.parse((await runCaptured("runs", ...inStore, "--json")).stdout);
    expect(json[0]).toMatchObject({ name: "large", state: "done", progress: { step: 1100 } });
  });

  it("lists the newest so many, says how many more there are, and lists all when told", async () => {
    const newest = await runCaptured("runs", ...inStore, "--limit", "1");
    expect(newest.stdout).toMatch(
      /^run .*\nlarge .*\n… and 1 more; --all lists them, --limit N the newest N\n$/,
    );
    const json = await runCaptured("runs", "list", ...inStore, "--limit", "1", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: "large" }]);
    expect(json.stderr).toBe("… and 1 more; --all lists them, --limit N the newest N\n");
    const all = await runCaptured("runs", ...inStore, "--limit", "1", "--all");
    expect(all.stdout).toBe((await runCaptured("runs", ...inStore)).stdout);
    expect((await runCaptured("runs", "--limit", "0", ...inStore)).stderr).toMatch(
      /--limit is 0; it must be/,
    );
  });

  it("says how to make the first run when there is none, and makes no store", async () => {
    const { status, stdout } = await runCaptured("runs", "--store", join(folder, "absent.db"));
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining("npx drumlin train CartPole-v1"),
    });
  });

  it("shows what one was asked for and how it went", async () => {
    const { stdout } = await runCaptured("runs", "show", "sm", ...inStore);
    expect(stdout).toMatch(/^options +componentCount 2$/m);
    expect(stdout).toMatch(/^steps +1,100 of 1,100$/m);
    expect(stdout).toMatch(/^evaluations +▁$/m);
  });

  it("compares the options in which they differ, and no others", async () => {
    const { stdout } = await runCaptured("runs", "compare", "small", "large", ...inStore);
    expect(stdout).toMatch(/^componentCount +2 +5$/m);
    expect(stdout).toMatch(/^parameters +32 +80$/m);
    expect(stdout).not.toContain("seed");
  });

  it("exports metrics as text and as a folder for TensorBoard", async () => {
    const csv = await runCaptured("runs", "export", "small", "large", ...inStore);
    expect(csv.stdout).toMatch(/^run,step,name,value\nsmall,\d+,/);
    expect(csv.stdout).toMatch(/^large,1000,charts\/evaluation_return,[\d.]+$/m);
    const file = join(folder, "metrics.jsonl");
    await runCaptured("runs", "export", "small", ...inStore, "--format", "jsonl", "--output", file);
    for (const line of readFileSync(file, "utf8").trimEnd().split("\n"))
      expect(JSON.parse(line)).toMatchObject({ run: "small" });
    const board = await runCaptured(
      ...[
        "runs",
        "export",
        "small",
        ...inStore,
        "--format",
        "tensorboard",
        "--output",
        join(folder, "board"),
      ],
    );
    expect(board.status).toBe(0);
  });

  it("removes one for good", async () => {
    await runCaptured("train", "CartPole-v1", ...inStore, "--name", "gone", "--steps", "64");
    expect((await runCaptured("runs", "remove", "gone", ...inStore)).stdout).toBe("removed gone\n");
    const { status, stderr } = await runCaptured("runs", "show", "gone", ...inStore);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('no run "gone"') });
  });
});
