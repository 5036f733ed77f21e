import { describe, expect, it } from "vitest";
import { SgmmQAgent } from "./agents/sgmm-q-agent.ts";
import { SMALL_AGENT, sameBytes } from "./agents/small-world.case.ts";
import { referenceBackend } from "./backends/reference-backend.ts";
import { ActionForObservation } from "./environments/probes/action-for-observation.ts";
import { createProbes } from "./environments/probes/probes.ts";
import { TwoStepDiscounting } from "./environments/probes/two-step-discounting.ts";
import { type TrainingEvent, TrainingSession, type TrainingState, train } from "./train.ts";

const DISCOUNT = 0.6;

/** A small agent for probes: one number seen, two actions, every option given. */
function probeAgent(options: Partial<typeof SMALL_AGENT> = {}): SgmmQAgent {
  return new SgmmQAgent(
    {
      ...SMALL_AGENT,
      observationSize: 1,
      actionCount: 2,
      componentCount: 8,
      discountFactor: DISCOUNT,
      returnSteps: 1,
      batchSize: 16,
      bufferCapacity: 500,
      loss: "huber",
      huberThreshold: 1,
      meanLearningRate: 0.005,
      covarianceLearningRate: 0.005,
      weightLearningRate: 0.02,
      learningRateFinal: 0.1,
      learningRateSteps: 3000,
      targetRate: 0.05,
      explorationSteps: 500,
      explorationEnd: 0.3,
      ...options,
    },
    referenceBackend,
  );
}

function solvedPlan(every: number) {
  return {
    evaluation: { environment: new ActionForObservation(), every, episodes: 5, seed: 10_000 },
    solvedReturn: 1,
  };
}

describe.each(createProbes())("a small agent on $spec.id", (probe) => {
  it.each([
    { target: "soft", returnSteps: 1, doubleQ: true },
    { target: "current", returnSteps: 3, doubleQ: false },
    { target: "hard", returnSteps: 2, doubleQ: true, rewardNormalization: "none" },
  ] as const)("learns the known values, $target target, n = $returnSteps", async (options) => {
    const agent = probeAgent({ ...options, targetInterval: 50 });
    await train(agent, probe, { steps: 3000, seed: 1 });
    for (const { observation, qValues } of probe.optimalValues(DISCOUNT)) {
      const found = agent.qValues(observation);
      for (const [action, value] of qValues.entries()) {
        expect(Math.abs(found[action] - value), `Q(${observation}, ${action})`).toBeLessThan(0.15);
      }
    }
  });
});

describe("train", () => {
  it("makes as many steps as asked, and says how it ended", async () => {
    const agent = probeAgent();
    const result = await train(agent, new TwoStepDiscounting(), { steps: 301 });
    expect(result).toEqual({ steps: 301, episodes: 150, solvedAtStep: null, solvedAndStable: false });
    expect(agent.stepCount).toBe(301);
  });

  it("waits for every promise of onProgress, and tells events in the order of their steps", async () => {
    let inside = false;
    const steps: number[] = [];
    await train(probeAgent(), new TwoStepDiscounting(), {
      steps: 120,
      ...solvedPlan(50),
      onProgress: async ({ step }) => {
        expect(inside).toBe(false);
        inside = true;
        await new Promise((resolve) => setTimeout(resolve, 0));
        inside = false;
        steps.push(step);
      },
    });
    expect(inside).toBe(false);
    expect(steps).toEqual([...steps].sort((x, y) => x - y));
    expect(steps.filter((step) => step === 50 || step === 100)).toEqual([50, 50, 100, 100]);
  });

  it("stops at the event at which its signal is found aborted", async () => {
    const signal = { aborted: false };
    const seen: number[] = [];
    const result = await train(probeAgent(), new TwoStepDiscounting(), {
      steps: 5000,
      signal,
      onProgress: ({ step }) => {
        seen.push(step);
        signal.aborted = step >= 40;
      },
    });
    expect(result.steps).toBe(40);
    expect(seen.at(-1)).toBe(40);
  });

  it("gives control away between events", async () => {
    let [events, pauses] = [0, 0];
    await train(probeAgent(), new TwoStepDiscounting(), {
      steps: 300,
      onProgress: () => {
        events++;
      },
      pause: async () => {
        pauses++;
        expect(pauses).toBe(events);
      },
    });
    expect(pauses).toBeGreaterThanOrEqual(150);
  });

  it.each([0, -5, 2.5, Number.NaN])("refuses %f steps before it touches anything", async (steps) => {
    const agent = probeAgent();
    const before = agent.save();
    await expect(train(agent, new TwoStepDiscounting(), { steps })).rejects.toThrow(/^steps is /);
    expect(sameBytes(agent.save(), before)).toBe(true);
  });

  it("counts as solved from the first evaluation over the threshold, as stable from five in a row", async () => {
    const evaluations: TrainingEvent[] = [];
    const result = await train(probeAgent(), new ActionForObservation(), {
      steps: 2000,
      ...solvedPlan(100),
      onProgress: (event) => {
        if (event.kind === "evaluation") evaluations.push(event);
      },
    });
    const solved = evaluations.map((event) => event.kind === "evaluation" && event.meanReturn >= 1);
    expect(evaluations).toHaveLength(20);
    expect(result.solvedAtStep).toBe(100 * (solved.indexOf(true) + 1));
    expect(result.solvedAndStable).toBe(solved.map(Number).join("").includes("11111"));
    expect(result.solvedAndStable).toBe(true);
  });

  it("reports, once, returns that oscillate after the task was solved", () => {
    // Its greedy policy is right in the first three evaluations and wrong in all later ones.
    const { evaluation } = solvedPlan(10);
    const agent = probeAgent();
    agent.policy.act = (observation) => (observation[0] > 0 === agent.stepCount <= 30 ? 1 : 0);
    const options = { seed: 1, solvedReturn: 1, evaluation };
    const session = new TrainingSession(agent, new ActionForObservation(), options);
    const told = [...session.run(120)].filter((event) => event.kind === "health");
    expect(told).toMatchObject([{ signature: "policy-oscillation", step: 70 }]);
  });

  it("learns the same whether it is evaluated or not", async () => {
    const [watched, left] = [probeAgent(), probeAgent()];
    await train(watched, new ActionForObservation(), { steps: 400, seed: 3, ...solvedPlan(10) });
    await train(left, new ActionForObservation(), { steps: 400, seed: 3 });
    expect(sameBytes(watched.save(), left.save())).toBe(true);
  });

  it("meets other episodes from another seed", async () => {
    const bytes = [];
    for (const seed of [1, 1, 2]) {
      const agent = probeAgent();
      await train(agent, new ActionForObservation(), { steps: 100, seed });
      bytes.push(agent.save());
    }
    expect(sameBytes(bytes[0], bytes[1])).toBe(true);
    expect(sameBytes(bytes[0], bytes[2])).toBe(false);
  });
});

describe("TrainingSession.resume", () => {
  interface Checkpoint {
    readonly state: string;
    readonly agent: Uint8Array;
    /** Events told before it was taken. */
    readonly told: number;
  }

  it.each([
    ["of every kind", () => true],
    ["of an episode's end, with an evaluation of the same step still to come", isEpisode],
  ] as const)("goes on to the bit from the JSON state and snapshot taken at an event %s", (_, isTaken) => {
    const parts = () => ({ environment: new TwoStepDiscounting(), options: { seed: 4, ...solvedPlan(50) } });
    const agent = probeAgent();
    const { environment, options } = parts();
    const session = new TrainingSession(agent, environment, options);
    const events: TrainingEvent[] = [];
    const checkpoints: Checkpoint[] = [];
    for (const event of session.run(700)) {
      events.push(event);
      const awkward = event.step % 50 === 0 || event.step % 97 === 0 || event.step % 256 === 0;
      if (awkward && isTaken(event)) {
        checkpoints.push({
          state: JSON.stringify(session.state()),
          agent: agent.save(),
          told: events.length,
        });
      }
    }
    expect(checkpoints.length).toBeGreaterThan(10);
    for (const checkpoint of checkpoints) {
      const twin = SgmmQAgent.restore(checkpoint.agent, [], referenceBackend);
      const state: TrainingState = JSON.parse(checkpoint.state);
      const other = parts();
      const resumed = TrainingSession.resume(twin, other.environment, state, other.options);
      expect(resumed.state()).toEqual(state);
      expect([...resumed.run(700)]).toEqual(events.slice(checkpoint.told));
      expect(resumed.state()).toEqual(session.state());
      expect(sameBytes(twin.save(), agent.save())).toBe(true);
    }
  });

  it("finds its place in the midst of an episode by replaying its actions", () => {
    const agent = probeAgent();
    const session = new TrainingSession(agent, new TwoStepDiscounting(), { seed: 5 });
    for (const _ of session.run(33));
    const state = session.state();
    expect(state.episodeActions).toHaveLength(1);
    const twin = SgmmQAgent.restore(agent.save(), [], referenceBackend);
    const resumed = TrainingSession.resume(twin, new TwoStepDiscounting(), state, { seed: 5 });
    const [next] = resumed.run(34);
    expect(next).toMatchObject({ kind: "episode", step: 34, episode: 17, episodicReturn: 1, length: 2 });
  });

  it("knows what was solved before", () => {
    const agent = probeAgent();
    const session = new TrainingSession(agent, new ActionForObservation(), { seed: 6, ...solvedPlan(100) });
    for (const _ of session.run(2000));
    expect(session.solvedAndStable).toBe(true);
    const resumed = TrainingSession.resume(agent, new ActionForObservation(), session.state(), { seed: 6 });
    expect(resumed.solvedAndStable).toBe(true);
    expect(resumed.solvedAtStep).toBe(session.solvedAtStep);
    expect(resumed.step).toBe(2000);
  });
});

function isEpisode(event: TrainingEvent): boolean {
  return event.kind === "episode" && event.step % 50 === 0;
}
