import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { expandStudy } from "./expand-study.ts";
import { runTrial } from "./run-trial.ts";
import { TrialThread } from "./trial-thread.ts";

const [trial] = expandStudy({
  name: "one",
  environments: ["CartPole-v1"],
  agents: [{ name: "small", kind: "sgmm-q", options: { componentCount: 3 }, grid: [] }],
  seeds: [7],
  steps: 600,
  evaluation: { every: 200, episodes: 2 },
});

function program(text: string): URL {
  const path = join(mkdtempSync(join(tmpdir(), "drumlin-worker-")), "program.mjs");
  writeFileSync(path, text);
  return pathToFileURL(path);
}

describe("a trial in a thread", () => {
  it("gives the record that it gives anywhere, a second time too, and tells its steps on the way", async () => {
    const thread = new TrialThread();
    const steps: number[] = [];
    const { seconds, ...record } = await thread.run(trial!, (step) => steps.push(step));
    const { seconds: _, ...here } = await runTrial(trial!, () => {});
    expect(record).toEqual(here);
    expect(record).toMatchObject({ status: "done", steps: 600, parameters: { total: 48 } });
    expect(steps).toEqual([200, 400, 600]);
    expect(record.curve.map(({ step }) => step)).toEqual(steps);
    expect(seconds).toBeGreaterThan(0);

    const { seconds: __, ...again } = await thread.run(trial!, () => {});
    expect(again).toEqual(here);
    await thread.end();
  });

  it("judges the trained model at each of the study's thresholds, at 0 as it is", async () => {
    const evaluation = { ...trial!.evaluation, thresholds: [0, 1] };
    const record = await runTrial({ ...trial!, evaluation }, () => {});
    const { thresholded, seconds: _, ...rest } = record;
    const [whole, greatest] = thresholded!;
    expect(whole).toEqual({ share: 0, nonzero: rest.parameters.nonzero, meanReturn: rest.finalReturn });
    expect(greatest).toMatchObject({ share: 1, nonzero: 4 + 10 + 1 });
    const { seconds: __, ...plain } = await runTrial(trial!, () => {});
    expect(rest).toEqual(plain);
  });

  it("knows the environments that a module registers", async () => {
    const drumlin = import.meta.resolve("drumlin");
    const text = `import { make, register } from "${drumlin}";
      const { spec } = make("CartPole-v1");
      register({ spec: { ...spec, id: "Twin" }, create: () => make("CartPole-v1", { maxEpisodeSteps: null }) });`;
    const thread = new TrialThread(program(text).href);
    const { seconds: _, ...record } = await thread.run({ ...trial!, environment: "Twin" }, () => {});
    const { seconds: __, ...original } = await runTrial(trial!, () => {});
    expect(record).toEqual({ ...original, environment: "Twin" });
    await thread.end();
  });

  it.each([
    ["an exception", 'throw new Error("no hills\\n left")', "no hills left"],
    ["a rejection", 'await Promise.reject(new RangeError("too many"))', "too many"],
    ["something thrown that is no error", 'throw "a word"', "a word"],
    ["a worker that ends", "process.exit(3)", "its worker ended with code 3 before the trial did"],
    ["a worker that says nothing", "", "its worker ended with code 0 before the trial did"],
  ])("fails by %s, with a sentence", async (_title, text, error) => {
    const { seconds: _, ...record } = await new TrialThread(undefined, program(text)).run(trial!, () => {});
    expect(record).toEqual({
      agent: "small",
      environment: "CartPole-v1",
      options: { componentCount: 3 },
      seed: 7,
      status: "failed",
      error,
      curve: [],
      solvedAtStep: null,
      steps: 0,
      finalReturn: null,
      parameters: { total: 0, nonzero: 0 },
    });
  });
});
