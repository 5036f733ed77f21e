import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agentSettings, presetValues } from "drumlin";
import { beforeEach, describe, expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";
import { openStore } from "../store/open-store.ts";

let store: string;
beforeEach(() => {
  store = join(mkdtempSync(join(tmpdir(), "drumlin-train-")), "runs.db");
});

const train = (...words: string[]) =>
  runCaptured("train", "CartPole-v1", "--store", store, "--components", "4", ...words);

const number = expect.any(Number);
const solvedAtStep = expect.toSatisfy((value) => value === null || typeof value === "number");

describe("train --json", () => {
  it("ends stdout with exactly the object of the contract", async () => {
    const { status, stdout } = await train("--steps", "600", "--seed", "3", "--json");
    expect(status).toBe(0);
    expect(stdout.endsWith("\n")).toBe(true);
    expect(JSON.parse(stdout.trimEnd().split("\n").at(-1)!)).toEqual({
      run: "cartpole-v1-1",
      environment: "CartPole-v1",
      seed: 3,
      steps: 600,
      updates: number,
      seconds: number,
      updatesPerSecond: number,
      solvedAtStep,
      evaluation: { episodes: 100, meanReturn: number, standardDeviation: number, minimumReturn: number },
      components: { total: 4, live: 4 },
      weights: { total: 8, nonzero: 8 },
      parameters: 4 * (4 + 10) + 8,
      health: [],
    });
  });

  it("is what the run keeps as its result", async () => {
    const { stdout } = await train("--steps", "300", "--json");
    const shown = await runCaptured("runs", "show", "cartpole-v1-1", "--store", store, "--json");
    expect(JSON.parse(shown.stdout).result).toEqual(JSON.parse(stdout));
  });
});

describe("train", () => {
  it("writes plain lines to stderr when that is no terminal, and its results to stdout", async () => {
    const { stdout, stderr } = await train("--steps", "1500", "--name", "quiet");
    expect(stderr).not.toContain("\u001b");
    expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
    expect(stderr).toMatch(/^quiet: step 1,000 of 1,500, evaluation [\d.]+, 4 hills, [\d,]+ updates\/s\n/);
    expect(stdout).toMatch(/^quiet: not solved; 1,500 steps in /);
    expect(stdout).toContain("Policy card of quiet for CartPole-v1");
  });

  it("gives the same policy for the same seed, and another for another", async () => {
    const policies: string[] = [];
    for (const seed of ["5", "5", "6"]) {
      await train("--steps", "400", "--seed", seed, "--name", `run-${policies.length}`);
      policies.push((await runCaptured("export", `run-${policies.length}`, "--store", store)).stdout);
    }
    expect(policies[1]).toBe(policies[0]);
    expect(policies[2]).not.toBe(policies[0]);
  });

  it("stops when solved and stable if asked to", async () => {
    const { stdout } = await runCaptured(
      ...["train", "CartPole-v1", "--store", store, "--components", "3", "--seed", "1", "--steps", "30000"],
      ...["--until-solved", "--json"],
    );
    const { steps, solvedAtStep: solved } = JSON.parse(stdout);
    expect(solved).toBeGreaterThan(0);
    expect(steps).toBeGreaterThanOrEqual(solved + 4000);
    expect(steps).toBeLessThan(30_000);
  });

  it("takes every option of the agent", async () => {
    const asked = presetValues("paper");
    expect(Object.keys(asked)).toEqual(Object.keys(agentSettings));
    const words = Object.entries(asked).flatMap(([name, value]) => {
      const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (typeof value === "boolean") return [value ? `--${flag}` : `--no-${flag}`];
      return [`--${flag}`, String(value)];
    });
    const { status, stderr } = await runCaptured(
      "train",
      ...["Acrobot-v1", "--store", store, "--steps", "100", ...words],
      ...["--observation-center", "0,0,0,0,0,0"],
    );
    expect(stderr + status).toMatch(/0$/);
    const [run] = await (await openStore(store)).runs();
    expect(run!.configuration.agent).toMatchObject({ ...asked, observationNormalization: "none" });
  });
});
