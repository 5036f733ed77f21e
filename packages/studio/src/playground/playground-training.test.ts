import { learnableEnvironment, sessionOptions } from "@drumlin/run";
import { createAgent, loadAgent, TrainingSession } from "drumlin";
import { describe, expect, it } from "vitest";
import { RunModel } from "../state/run-model.ts";
import type { PlaygroundConfiguration } from "./configuration.ts";
import type { Report, Request } from "./messages.ts";
import { PlaygroundTraining } from "./playground-training.ts";

const cartPole: PlaygroundConfiguration = {
  environment: "CartPole-v1",
  seed: 3,
  steps: 2500,
  untilSolved: false,
  preset: "default",
  agent: { componentCount: 12 },
};

/** A training whose turns come at once, and everything that it told. */
class Listener {
  readonly reports: Report[] = [];
  readonly run = new RunModel();
  readonly training = new PlaygroundTraining((report) => {
    this.reports.push(report);
    if (report.kind !== "run") return;
    for (const message of report.messages) this.run.apply(message);
    this.run.remember(report.history);
  });

  async ask(...requests: readonly Request[]): Promise<this> {
    for (const request of requests) await this.training.handle(request);
    return this;
  }

  /** Turns until there is nothing to do, or so many. */
  turns(most = Number.POSITIVE_INFINITY): this {
    for (let turn = 0; turn < most && this.training.turn() !== null; turn++);
    return this;
  }

  get step(): number {
    return this.run.progress.value!.step;
  }

  async saved(): Promise<Uint8Array> {
    await this.ask({ kind: "save", format: "model" });
    const file = this.reports.at(-1)!;
    if (file.kind !== "file" || typeof file.content === "string") throw new Error("no model was saved");
    return file.content;
  }
}

/** What `drumlin train` would learn. */
async function trainedByTheLab({
  environment: id,
  seed,
  steps,
  preset,
  agent: given,
}: PlaygroundConfiguration) {
  const environment = learnableEnvironment(id);
  const sizes = {
    observationSize: environment.observationSpace.size,
    actionCount: environment.actionSpace.n,
  };
  const agent = await createAgent({ ...sizes, preset, seed, ...given });
  const evaluation = { every: 1000, episodes: 20, seed: 20_000 };
  const options = sessionOptions({
    environment: id,
    seed,
    steps,
    untilSolved: false,
    backend: agent.backendName,
    checkpointEvery: 1000,
    evaluation,
    agent: agent.options,
  });
  for (const _ of new TrainingSession(agent, environment, options).run(steps));
  return agent.save();
}

describe("a playground", () => {
  it("trains to the same bytes as the command line, paused and slowed down or not", async () => {
    const expected = await trainedByTheLab(cartPole);
    const straight = await new Listener().ask({ kind: "start", configuration: cartPole });
    expect(await straight.turns().saved()).toEqual(expected);

    const halting = await new Listener().ask({ kind: "start", configuration: cartPole });
    halting.turns(2);
    await halting.ask(
      { kind: "pause" },
      { kind: "step" },
      { kind: "step" },
      { kind: "speed", stepsPerSecond: 50_000 },
    );
    await halting.ask({ kind: "resume" });
    expect(await halting.turns().saved()).toEqual(expected);
  });

  it("tells all that a run's views need, and what it has learned in the end", async () => {
    const { run, reports } = (await new Listener().ask({ kind: "start", configuration: cartPole })).turns();
    expect(run.spec.value!.id).toBe("CartPole-v1");
    expect(run.state.value).toBe("done");
    expect(run.progress.value).toMatchObject({ step: 2500, updates: 2500 - 63 });
    expect(run.result.value).toMatchObject({ run: "cartpole-v1-seed-3", steps: 2500 });
    expect(run.series.get("charts/evaluation_return")!.steps).toEqual([1000, 2000]);
    expect(run.history.moments.map(({ step }) => step).slice(0, 4)).toEqual([0, 100, 200, 300]);
    expect(run.policy.value!.hillCount).toBe(12);
    expect(run.visited.value).toHaveLength(256 * 4);
    expect(reports.at(-1)).toMatchObject({ kind: "run", activity: "done" });
  });

  it("stops when solved and stable if asked to, and goes on to the end of its steps when told", async () => {
    const configuration = { ...cartPole, steps: 12_000, seed: 0, untilSolved: true, agent: {} };
    const listener = (await new Listener().ask({ kind: "start", configuration })).turns();
    const { solvedAtStep } = listener.run.progress.value!;
    expect(solvedAtStep).toBeLessThan(listener.step);
    expect(listener.step).toBeLessThan(12_000);
    await listener.ask({ kind: "go-on" });
    expect(listener.turns().step).toBe(12_000);
    await listener.ask({ kind: "go-on" });
    listener.turns(1);
    expect(listener.reports.findLast(({ kind }) => kind === "configured")).toMatchObject({
      configuration: { steps: 24_000, untilSolved: false },
    });
  });

  it("one step is one step, and is shown", async () => {
    const listener = await new Listener().ask({ kind: "start", configuration: cartPole }, { kind: "step" });
    expect(listener.step).toBe(1);
    expect(listener.training.turn()).toBeNull();
    expect(listener.reports).toContainEqual(
      expect.objectContaining({
        kind: "watched",
        step: expect.objectContaining({ reward: 1, hasEnded: false }),
      }),
    );
  });

  it("changes rates while it learns: the agent learned on, with its new options", async () => {
    const listener = await new Listener().ask({ kind: "start", configuration: cartPole });
    listener.turns(1);
    await listener.ask({ kind: "adjust", changes: { sparsity: 0.02, weightLearningRate: 0.01 } });
    const agent = await loadAgent(await listener.saved());
    expect(agent.options).toMatchObject({ sparsity: 0.02, weightLearningRate: 0.01 });
    expect(agent.stepCount).toBeGreaterThan(0);
    await expect(listener.ask({ kind: "adjust", changes: { componentCount: 3 } as object })).rejects.toThrow(
      /^componentCount cannot be changed/,
    );
    expect(listener.turns().step).toBe(2500);
  });

  it("goes on with a loaded model from its step, with its options and seed", async () => {
    const bytes = await (await new Listener().ask({ kind: "start", configuration: cartPole }))
      .turns()
      .saved();
    const other = { ...cartPole, seed: 9, steps: 4000, agent: {} };
    const listener = await new Listener().ask({ kind: "load", bytes, configuration: other });
    expect(listener.run.configuration.value).toMatchObject({
      seed: 3,
      steps: 4000,
      agent: { componentCount: 12 },
    });
    expect(await listener.saved()).toEqual(bytes);
    expect(listener.turns().step).toBe(4000);
    const longer = await new Listener().ask({ kind: "load", bytes, configuration: { ...other, steps: 500 } });
    expect(longer.turns().step).toBe(3000);
  });

  it("finds an environment for a model that does not fit the chosen one, and refuses what is none", async () => {
    const bytes = await (await new Listener().ask({ kind: "start", configuration: cartPole }))
      .turns(1)
      .saved();
    const acrobot = { ...cartPole, environment: "Acrobot-v1" };
    const { run } = await new Listener().ask({ kind: "load", bytes, configuration: acrobot });
    expect(run.configuration.value!.environment).toMatch(/^CartPole/);
    const foreign = (await createAgent({ observationSize: 5, actionCount: 7 })).save();
    await expect(
      new Listener().ask({ kind: "load", bytes: foreign, configuration: cartPole }),
    ).rejects.toThrow("this model sees 5 numbers and chooses among 7 actions; no environment here has both");
    await expect(
      new Listener().ask({ kind: "load", bytes: new Uint8Array(9), configuration: cartPole }),
    ).rejects.toThrow("not a Drumlin agent");
  });

  it("by hand does what the held key says, and the agent learns from it", async () => {
    const listener = await new Listener().ask(
      { kind: "start", configuration: cartPole },
      { kind: "drive", driving: { stepsPerSecond: 1e5, waits: false, neutral: null } },
      { kind: "hold", action: 1 },
    );
    listener.turns(1);
    const steps = listener.reports.flatMap((report) => (report.kind === "watched" ? [report.step] : []));
    expect(steps.length).toBeGreaterThan(5);
    for (const { action } of steps) expect(action).toBe(1);
    expect(steps.at(-1)!.hasEnded).toBe(true);
    await listener.ask({ kind: "drive", driving: null });
    expect((await loadAgent(await listener.saved())).stepCount).toBe(steps.length);
  });

  it("taken over when it is done, it goes on by hand, and is given back in the end", async () => {
    const listener = await new Listener().ask({ kind: "start", configuration: { ...cartPole, steps: 60 } });
    listener.turns();
    const driving = { stepsPerSecond: 1e5, waits: false, neutral: null };
    await listener.ask({ kind: "drive", driving });
    expect(listener.reports.at(-1)).toMatchObject({ activity: "running", isDriven: true });
    while (listener.training.turn() !== null);
    expect(listener.step).toBe(120);
    expect(listener.reports.at(-1)).toMatchObject({ activity: "done", isDriven: false });
  });

  it("on a board waits for the hand; a short press is one move", async () => {
    const lake = { ...cartPole, environment: "FrozenLake-v1", agent: {} };
    const listener = await new Listener().ask(
      { kind: "start", configuration: lake },
      { kind: "drive", driving: { stepsPerSecond: 4, waits: true, neutral: null } },
    );
    expect(listener.training.turn()).toBeNull();
    await listener.ask({ kind: "hold", action: 2 }, { kind: "hold", action: null });
    listener.turns(1);
    expect(listener.training.turn()).toBeNull();
    expect(listener.reports.filter(({ kind }) => kind === "watched")).toHaveLength(1);
  });
});
