import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { Captured, runCaptured } from "../captured-run.case.ts";
import { runCommandLine } from "../command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-model-"));
const inStore = ["--store", join(folder, "runs.db")];
const agentFile = join(folder, "agent.drumlin");
const policyFile = join(folder, "policy.json");

beforeAll(async () => {
  await runCaptured(
    ...["train", "CartPole-v1", ...inStore, "--name", "hills", "--components", "3", "--steps", "2500"],
    ...["--model-out", agentFile],
  );
  await runCaptured("export", "hills", ...inStore, "--output", policyFile);
});

const lines = (text: string) => text.trimEnd().split("\n");

describe("evaluate", () => {
  const evaluate = async (...words: string[]) => {
    const { stdout } = await runCaptured("evaluate", ...words, "--episodes", "5", "--seed", "7", "--json");
    return JSON.parse(lines(stdout).at(-1)!);
  };

  it("--json ends with exactly the object of the contract", async () => {
    expect(await evaluate("hills", ...inStore)).toEqual({
      model: "hills",
      environment: "CartPole-v1",
      episodes: 5,
      seed: 7,
      meanReturn: expect.any(Number),
      standardDeviation: expect.any(Number),
      minimumReturn: expect.any(Number),
      maximumReturn: expect.any(Number),
    });
  });

  it("refuses a seed of which an environment could not be reset as wrong usage", async () => {
    const { status, stderr } = await runCaptured("evaluate", "hills", ...inStore, "--seed", String(2 ** 32));
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /--seed is 4294967296; it must be a whole number of at least 0 and at most 4294967295/,
    );
  });

  it("gives a run, its exported policy and its agent file the same returns", async () => {
    const { model: _, ...ofRun } = await evaluate("hills", ...inStore);
    const { model: policy, ...ofPolicy } = await evaluate(policyFile);
    const { model: agent, ...ofAgent } = await evaluate(agentFile, "--environment", "CartPole-v1");
    expect([policy, agent]).toEqual([policyFile, agentFile]);
    expect([ofPolicy, ofAgent]).toEqual([ofRun, ofRun]);
  });

  it("gives the evaluation that training ended with, by default", async () => {
    const evaluated = await runCaptured("evaluate", "hills", ...inStore, "--json");
    const shown = await runCaptured("runs", "show", "hills", ...inStore, "--json");
    const { episodes, meanReturn, standardDeviation, minimumReturn } = JSON.parse(evaluated.stdout);
    expect(JSON.parse(shown.stdout).result.evaluation).toEqual({
      episodes,
      meanReturn,
      standardDeviation,
      minimumReturn,
    });
  });
});

describe("export", () => {
  it("prints what it writes to a file, and leaves no draft beside it", async () => {
    const { stdout } = await runCaptured("export", "hills", ...inStore, "--format", "json");
    expect(readFileSync(policyFile, "utf8")).toBe(stdout);
    expect(JSON.parse(stdout)).toMatchObject({
      environment: "CartPole-v1",
      observationSize: 4,
      actionCount: 2,
    });
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("--format agent gives bytes to a pipe, and refuses to fill a terminal with them", async () => {
    const words = ["export", "hills", ...inStore, "--format", "agent"];
    const chunks: Buffer[] = [];
    const pipe = new Writable({ write: (chunk, _, done) => done(void chunks.push(chunk)) });
    expect(await runCommandLine(words, { stdout: pipe, stderr: new Captured() })).toBe(0);
    expect(Buffer.concat(chunks).equals(readFileSync(agentFile))).toBe(true);
    const [stdout, stderr] = [Object.assign(new Captured(), { isTTY: true }), new Captured()];
    expect(await runCommandLine(words, { stdout, stderr })).toBe(2);
    expect([stdout.text, stderr.text]).toEqual([
      "",
      "drumlin: --format agent writes bytes, no text; name a file with --output\n",
    ]);
  });

  it("--format agent of a file gives the same agent, and refuses a policy, which holds none", async () => {
    const copy = join(folder, "copy.drumlin");
    expect((await runCaptured("export", agentFile, "--format", "agent", "--output", copy)).status).toBe(0);
    expect(readFileSync(copy).equals(readFileSync(agentFile))).toBe(true);
    const { status, stderr } = await runCaptured("export", policyFile, "--format", "agent");
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `drumlin: ${policyFile} holds a policy alone; name a run, or the file of an agent\n`,
    });
  });
});

describe("explain", () => {
  it("shows every hill in names and units, within 100 columns, without colour in a pipe", async () => {
    const { stdout } = await runCaptured("explain", "hills", ...inStore);
    expect(stdout).toContain("3 hills, 6 nonzero weights, 48 parameters");
    expect(stdout.match(/^hill \d+ \([\d.]+ %\) {2}votes for push (left|right) \(\+[\d.]+\)/gm)).toHaveLength(
      3,
    );
    expect(stdout).toMatch(/pole angular velocity \(rad\/s\) +−?[\d.]+ +[\d.]+ +[+−][\d.]+/);
    expect(Math.max(...lines(stdout).map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout).not.toContain("\u001b");
  });

  it("sorts hills by importance, and shows so many of them as asked for", async () => {
    const { stdout } = await runCaptured("explain", "hills", ...inStore, "--json");
    const card = JSON.parse(stdout);
    const importances = card.hills.map(({ importance }: { importance: number }) => importance);
    expect(importances).toEqual([...importances].sort((a, b) => b - a));
    expect(importances.reduce((sum: number, value: number) => sum + value)).toBeCloseTo(1);
    const first = await runCaptured("explain", "hills", ...inStore, "--hills", "1");
    expect(first.stdout.match(/^hill /gm)).toHaveLength(1);
    expect(first.stdout).toContain("… and 2 hills more");
  });
});

describe("environments", () => {
  it("lists what train takes", async () => {
    const { stdout } = await runCaptured("environments");
    expect(stdout).toMatch(/^CartPole-v1 +4 +2 +500 +475$/m);
    expect(stdout).toMatch(/^Pendulum-v1 +3 +5 +200 /m);
    const json = await runCaptured("environments", "--json");
    expect(JSON.parse(json.stdout)).toContainEqual(
      expect.objectContaining({ id: "Acrobot-v1", observationSize: 6 }),
    );
  });
});
