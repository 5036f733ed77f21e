import { describe, expect, it } from "vitest";
import { referenceBackend } from "../backends/reference-backend.ts";
import { type AgentOptions, agentOptions } from "../options/agent-options.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld, sameBytes } from "./small-world.case.ts";

const COMBINATIONS = agentOptions.sampler.choices.flatMap((sampler) =>
  agentOptions.target.choices.flatMap((target) =>
    agentOptions.optimizer.choices.flatMap((optimizer) =>
      agentOptions.loss.choices.map((loss) => ({ sampler, target, optimizer, loss })),
    ),
  ),
);

/** Steps at which a checkpoint is awkward: nothing seen; before learning; in the midst of an n-step return; ring wrapped. */
const INSTANTS = [0, 4, 11, 65, 100, 131];

/** Saves and restores an agent at a step, and expects the two to be the same for 300 steps more. */
function expectContinuation(options: AgentOptions, instant: number): void {
  const agent = new SgmmQAgent(options, referenceBackend);
  const world = new SmallWorld(instant);
  live([agent], world, instant);
  const bytes = agent.save();
  const twin = SgmmQAgent.restore(bytes, [], referenceBackend);
  expect(sameBytes(twin.save(), bytes)).toBe(true);
  expect(twin.metrics()).toEqual(agent.metrics());
  expect([twin.stepCount, twin.updateCount]).toEqual([agent.stepCount, agent.updateCount]);
  for (let part = 0; part < 3; part++) {
    live([agent, twin], world, 100);
    expect(twin.metrics()).toEqual(agent.metrics());
    expect([...twin.qValues(world.observation)]).toEqual([...agent.qValues(world.observation)]);
  }
  expect(sameBytes(twin.save(), agent.save())).toBe(true);
  expect(twin.health).toEqual(agent.health);
}

describe("an agent that is saved and restored goes on to the bit: act, metrics, save", () => {
  it.each(agentOptions.sampler.choices)("with every target, optimiser and loss, sampler %s", (sampler) => {
    COMBINATIONS.filter((combination) => combination.sampler === sampler).forEach((combination, i) => {
      expectContinuation(
        { ...SMALL_AGENT, ...combination, factorCount: 1 + (i % 3), doubleQ: i % 2 === 0 },
        INSTANTS[i % INSTANTS.length],
      );
    });
  });

  it.each(INSTANTS)("after %i steps, with returns of 1 and of 5 steps", (instant) => {
    for (const returnSteps of [1, 5]) expectContinuation({ ...SMALL_AGENT, returnSteps }, instant);
  });

  it.each(agentOptions.metric.choices)("in the metric %s", (metric) => {
    expectContinuation({ ...SMALL_AGENT, metric }, 70);
  });

  it("while hills are being dropped, and when none is left", () => {
    const options = { ...SMALL_AGENT, sparsity: 0.02, pruneThreshold: 0.2, sparsityStart: 0 };
    for (const instant of [109, 150, 400, 1500]) expectContinuation(options, instant);
    for (const penalty of ["l1-subgradient", "l1-proximal"] as const) {
      expectContinuation({ ...options, penalty, factorCount: 1 }, 150);
    }
  });

  it("before, at and after the step at which it prunes", () => {
    const options = { ...SMALL_AGENT, prunedComponents: 2, pruningStep: 131 };
    for (const instant of [4, 130, 131, 150]) expectContinuation(options, instant);
  });

  it("with softmax exploration, known scales, several updates a step", () => {
    expectContinuation({ ...SMALL_AGENT, exploration: "softmax" }, 90);
    expectContinuation(
      { ...SMALL_AGENT, observationCenter: [100, 0], observationScale: [2000, 0.005], updatesPerStep: 3 },
      33,
    );
    expectContinuation(
      { ...SMALL_AGENT, observationNormalization: "none", rewardNormalization: "none", averagingRate: 1 },
      33,
    );
  });

  it("across health checks, which have a memory of their own", () => {
    for (const instant of [990, 1500]) expectContinuation({ ...SMALL_AGENT, updatesPerStep: 4 }, instant);
  });
});

describe("snapshots", () => {
  it("with the transitions of all before them are the whole agent, as save is", () => {
    for (const sampler of agentOptions.sampler.choices) {
      const agent = new SgmmQAgent({ ...SMALL_AGENT, sampler }, referenceBackend);
      const world = new SmallWorld(1);
      const chunks: Uint8Array[] = [];
      let since = 0;
      for (const steps of [0, 3, 1, 20, 60, 1, 90, 7]) {
        live([agent], world, steps);
        const { state, transitions, storedCount } = agent.snapshot(since);
        chunks.push(transitions);
        since = storedCount;
        const twin = SgmmQAgent.restore(state, chunks, referenceBackend);
        expect(sameBytes(twin.save(), agent.save())).toBe(true);
      }
    }
  });

  it("write only what came since the one before", () => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, returnSteps: 1 }, referenceBackend);
    live([agent], new SmallWorld(2), 30);
    const first = agent.snapshot(0);
    const again = agent.snapshot(first.storedCount);
    expect(first.storedCount).toBe(30);
    expect(again.transitions).toHaveLength(0);
    expect(sameBytes(again.state, first.state)).toBe(true);
  });
});

describe("an agent saved without its replay buffer", () => {
  const forgetful = (agent: SgmmQAgent) =>
    SgmmQAgent.restore(agent.save({ replay: false }), [], referenceBackend);

  it("acts and values as before, on the same steps and updates, with nothing to remember", () => {
    for (const sampler of agentOptions.sampler.choices) {
      const agent = new SgmmQAgent({ ...SMALL_AGENT, sampler }, referenceBackend);
      const world = new SmallWorld(0);
      live([agent], world, 150);
      const loaded = forgetful(agent);
      expect([loaded.stepCount, loaded.updateCount]).toEqual([150, agent.updateCount]);
      expect(loaded.remembered(10)).toEqual([]);
      for (let n = 0; n < 50; n++) {
        const { observation } = world;
        expect([...loaded.qValues(observation)]).toEqual([...agent.qValues(observation)]);
        expect(loaded.act(observation)).toBe(agent.act(observation));
        world.step(n % 3);
      }
    }
  });

  it("learns again once it has seen learningStarts steps, from new experience alone", () => {
    for (const sampler of agentOptions.sampler.choices) {
      const agent = new SgmmQAgent({ ...SMALL_AGENT, sampler, learningStarts: 20 }, referenceBackend);
      live([agent], new SmallWorld(0), 150);
      const loaded = forgetful(agent);
      const world = new SmallWorld(1);
      live([loaded], world, 19);
      expect(loaded.updateCount).toBe(agent.updateCount);
      live([loaded], world, 1);
      expect(loaded.updateCount).toBe(agent.updateCount + 1);
      live([loaded], world, 80);
      expect(loaded.updateCount).toBe(agent.updateCount + 81);
      expect(Object.values(loaded.metrics()).every(Number.isFinite)).toBe(true);
    }
  });

  it("goes on to the bit from then on: saved whole, as a snapshot, or without the buffer once more", () => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, sampler: "prioritized" }, referenceBackend);
    live([agent], new SmallWorld(0), 150);
    const loaded = forgetful(agent);
    const world = new SmallWorld(1);
    live([loaded], world, 5);
    const { state, transitions, storedCount } = loaded.snapshot(0);
    expect(storedCount).toBeLessThanOrEqual(7);
    const twins = [
      SgmmQAgent.restore(loaded.save(), [], referenceBackend),
      SgmmQAgent.restore(state, [transitions], referenceBackend),
    ];
    live([loaded, ...twins], world, 100);
    for (const twin of twins) expect(sameBytes(twin.save(), loaded.save())).toBe(true);
    expect(sameBytes(forgetful(loaded).save({ replay: false }), loaded.save({ replay: false }))).toBe(true);
  });

  it("stays as it was when it is saved, and is smaller by what it remembered", () => {
    const agent = new SgmmQAgent(SMALL_AGENT, referenceBackend);
    live([agent], new SmallWorld(0), 100);
    const whole = agent.save();
    expect(whole.length - agent.save({ replay: false }).length).toBeGreaterThan(64 * 59);
    expect(sameBytes(agent.save(), whole)).toBe(true);
    expect(() => agent.save({ replay: 0 as unknown as boolean })).toThrow(/^replay is 0; /);
  });

  it("prunes at its step, later where its buffer must fill first, and once", () => {
    const options = { ...SMALL_AGENT, learningStarts: 20, prunedComponents: 2, pruningStep: 131 };
    const hillsAt = (savedAt: number, steps: number) => {
      const agent = new SgmmQAgent(options, referenceBackend);
      const world = new SmallWorld(0);
      live([agent], world, savedAt);
      const loaded = forgetful(agent);
      live([loaded], world, steps - savedAt);
      return loaded.policy.hillCount;
    };
    expect([hillsAt(100, 130), hillsAt(100, 131)]).toEqual([6, 2]);
    expect([hillsAt(125, 144), hillsAt(125, 145)]).toEqual([6, 2]);
    expect(hillsAt(131, 140)).toBe(2);
  });
});
