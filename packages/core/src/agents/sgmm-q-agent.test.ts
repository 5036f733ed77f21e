import { describe, expect, it } from "vitest";
import { referenceBackend } from "../backends/reference-backend.ts";
import { writeCheckpoint } from "../checkpoint.ts";
import { metricOf } from "../metrics/metrics.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import type { Transition } from "../replay/transition.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld, sameBytes } from "./small-world.case.ts";

function agentWith(options: Partial<ResolvedAgentOptions> = {}): SgmmQAgent {
  return new SgmmQAgent({ ...SMALL_AGENT, ...options }, referenceBackend);
}

describe("observe", () => {
  const agent = agentWith();
  live([agent], new SmallWorld(0), 50);
  const before = agent.save();
  const fine: Transition = {
    observation: [100, 0],
    action: 1,
    reward: 1,
    nextObservation: [101, 0],
    terminated: false,
    truncated: false,
  };
  const malformed: [string, unknown, typeof RangeError][] = [
    ["observation", [Number.NaN, 0], RangeError],
    ["observation", [0, Number.POSITIVE_INFINITY], RangeError],
    ["observation", [0], RangeError],
    ["observation", [0, 0, 0], RangeError],
    ["observation", ["0", 0], RangeError],
    ["observation", "00", RangeError],
    ["observation", undefined, RangeError],
    ["observation", null, RangeError],
    ["observation", 3, RangeError],
    ["observation", {}, RangeError],
    ["nextObservation", [0, Number.NEGATIVE_INFINITY], RangeError],
    ["nextObservation", Float32Array.of(Number.NaN, 0), RangeError],
    ["nextObservation", [], RangeError],
    ["nextObservation", [0, null], RangeError],
    ["nextObservation", undefined, RangeError],
    ["action", -1, RangeError],
    ["action", 3, RangeError],
    ["action", 0.5, RangeError],
    ["action", Number.NaN, RangeError],
    ["action", "1", RangeError],
    ["action", undefined, RangeError],
    ["reward", Number.NaN, RangeError],
    ["reward", Number.NEGATIVE_INFINITY, RangeError],
    ["reward", "1", RangeError],
    ["reward", undefined, RangeError],
    ["terminated", 1, RangeError],
    ["terminated", undefined, RangeError],
    ["truncated", "false", RangeError],
    ["truncated", null, RangeError],
    ["nextMask", [true], RangeError],
    ["nextMask", [true, true, true, true], RangeError],
    ["nextMask", [0, 0, 0], RangeError],
    ["nextMask", null, RangeError],
    ["nextMask", "111", RangeError],
    ["nextMask", 7, RangeError],
  ];

  it.each(malformed)("names %s when it is %j, and stays as it was, byte for byte", (field, value, error) => {
    const observe = () => agent.observe({ ...fine, [field]: value } as Transition);
    expect(observe).toThrow(error);
    expect(observe).toThrow(new RegExp(`^${field}\\b`));
    expect(sameBytes(agent.save(), before)).toBe(true);
  });

  it.each([[null], [undefined], [5], ["transition"]])("refuses %j instead of a transition", (value) => {
    expect(() => agent.observe(value as unknown as Transition)).toThrow(RangeError);
    expect(sameBytes(agent.save(), before)).toBe(true);
  });

  const memory = new Float64Array(4);
  it.each<[string, ArrayLike<number>, ArrayLike<number>]>([
    ["one array", memory.subarray(0, 2), memory.subarray(0, 2)],
    ["views that overlap", memory.subarray(0, 2), memory.subarray(1, 3)],
    ["views of two kinds", new Float32Array(memory.buffer, 4, 2), memory.subarray(0, 2)],
  ])("refuses %s as what was seen before and after a step that goes on, and stays as it was", (_, a, b) => {
    const observe = () => agent.observe({ ...fine, observation: a, nextObservation: b });
    expect(observe).toThrow(/^nextObservation is the same memory as observation; .* copy/);
    expect(() => agent.observe({ ...fine, observation: b, nextObservation: a })).toThrow(RangeError);
    expect(() => agent.observe({ ...fine, observation: a, nextObservation: a })).toThrow(RangeError);
    expect(sameBytes(agent.save(), before)).toBe(true);
  });

  it("takes a state that does not change, views side by side, and one array where an episode ends", () => {
    const patient = agentWith();
    patient.observe({ ...fine, observation: [1, 2], nextObservation: [1, 2] });
    patient.observe({ ...fine, observation: memory.subarray(0, 2), nextObservation: memory.subarray(2) });
    for (const end of [{ terminated: true }, { truncated: true }]) {
      patient.observe({
        ...fine,
        observation: memory.subarray(2),
        nextObservation: memory.subarray(2),
        ...end,
      });
    }
    expect(patient.stepCount).toBe(4);
  });

  it("copies what it is told: the caller may reuse its arrays", () => {
    const [first, second] = [agentWith(), agentWith()];
    const [world, sameWorld] = [new SmallWorld(1), new SmallWorld(1)];
    const observation = [0, 0];
    const nextObservation = [0, 0];
    for (let n = 0; n < 60; n++) {
      const transition = world.step(n % 3);
      first.observe(transition);
      const same = sameWorld.step(n % 3);
      for (const i of [0, 1]) {
        observation[i] = same.observation[i];
        nextObservation[i] = same.nextObservation[i];
      }
      second.observe({ ...same, observation, nextObservation });
    }
    expect(sameBytes(first.save(), second.save())).toBe(true);
  });

  it("learns from learningStarts on, updatesPerStep times a step", () => {
    const eager = agentWith({ learningStarts: 10, updatesPerStep: 3 });
    const world = new SmallWorld(2);
    live([eager], world, 9);
    expect([eager.stepCount, eager.updateCount]).toEqual([9, 0]);
    live([eager], world, 11);
    expect([eager.stepCount, eager.updateCount]).toEqual([20, 33]);
  });
});

describe("act", () => {
  it("never takes a forbidden action, exploring or not, by ε-greedy or softmax", () => {
    for (const exploration of ["epsilon-greedy", "softmax"] as const) {
      const agent = agentWith({ exploration, explorationEnd: 0.5 });
      const world = new SmallWorld(3);
      for (let n = 0; n < 500; n++) {
        const mask = [(n & 1) > 0, (n & 2) > 0, (n & 3) === 0 || (n & 4) > 0];
        const action = agent.act(world.observation, { mask });
        expect(mask[action]).toBe(true);
        expect(mask[agent.policy.act(world.observation, { mask })]).toBe(true);
        agent.observe(world.step(action));
      }
    }
  });

  it("refuses malformed observations and masks by name, and draws nothing for them", () => {
    const agent = agentWith();
    const before = agent.save();
    expect(() => agent.act([1, Number.NaN])).toThrow(/^observation\[1\] is NaN/);
    expect(() => agent.act([1])).toThrow(RangeError);
    expect(() => agent.act("ab" as unknown as number[])).toThrow(RangeError);
    expect(() => agent.act([1, 2], { mask: [0, 0, 0] })).toThrow(/^mask allows no action/);
    expect(() => agent.act([1, 2], { mask: [1, 1] })).toThrow(/^mask has 2 entries/);
    expect(sameBytes(agent.save(), before)).toBe(true);
  });

  it("explores with ε as it is scheduled: all the time at first, a share explorationEnd at last", () => {
    const agent = agentWith({
      explorationSteps: 50,
      explorationEnd: 0.3,
      meanLearningRate: 0,
      covarianceLearningRate: 0,
      weightLearningRate: 0,
    });
    const world = new SmallWorld(4);
    const otherShare = (draws: number) => {
      let other = 0;
      const greedy = agent.policy.act(world.observation);
      for (let n = 0; n < draws; n++) if (agent.act(world.observation) !== greedy) other++;
      return other / draws;
    };
    expect(agent.metrics()["policy/epsilon"]).toBe(1);
    expect(Math.abs(otherShare(4000) - 2 / 3)).toBeLessThan(0.035);
    live([agent], world, 50);
    expect(agent.metrics()["policy/epsilon"]).toBe(0.3);
    expect(Math.abs(otherShare(4000) - 0.2)).toBeLessThan(0.03);
  });
});

describe("what an agent is asked", () => {
  it("has no influence on what it learns: metrics, save, snapshot, policy, explain, remembered", () => {
    for (const sampler of ["newest-uniform", "prioritized"] as const) {
      const [asked, left] = [agentWith({ sampler }), agentWith({ sampler })];
      const world = new SmallWorld(5);
      for (let n = 0; n < 150; n++) {
        asked.metrics();
        asked.save();
        asked.snapshot(0);
        asked.policy.act([n, n]);
        asked.qValues([n, 1]);
        asked.explain([1, n]);
        asked.remembered(5);
        JSON.stringify(asked.policy);
        live([left, asked], world, 1);
      }
      expect(sameBytes(asked.save(), left.save())).toBe(true);
    }
  });

  it("is answered by its averaged policy", () => {
    const agent = agentWith();
    live([agent], new SmallWorld(6), 100);
    const { observation } = new SmallWorld(6);
    expect([...agent.qValues(observation)]).toEqual([...agent.policy.qValues(observation)]);
    expect(agent.explain(observation)).toEqual(agent.policy.explain(observation));
    expect(agent.explain(observation).values).toEqual([...agent.qValues(observation)]);
  });

  it("remembered: distinct transitions from the oldest on, evenly, however full the ring", () => {
    for (const steps of [5, 40, 64, 100, 150]) {
      const agent = agentWith({ returnSteps: 1 });
      const world = new SmallWorld(7);
      const told: number[][] = [];
      for (let n = 0; n < steps; n++) {
        const transition = world.step(n % 3);
        told.push(Array.from(transition.observation));
        agent.observe(transition);
      }
      const held = told.slice(-64);
      expect(agent.remembered(1000).map((each) => [...each])).toEqual(held);
      const five = agent.remembered(5).map((each) => [...each]);
      expect(five).toEqual([0, 1, 2, 3, 4].map((i) => held[Math.floor((i * held.length) / 5)]));
    }
    expect(agentWith().remembered(3)).toEqual([]);
  });

  it("metrics before anything was told are finite, and those of the table", () => {
    for (const [name, value] of Object.entries(agentWith().metrics())) {
      expect(metricOf(name).meaning, name).not.toBe("");
      expect(Number.isFinite(value), name).toBe(true);
    }
  });
});

describe("a seed", () => {
  it("makes the same agent, to the byte, in the same world", () => {
    const [first, second] = [agentWith(), agentWith()];
    live([first, second], new SmallWorld(8), 200);
    expect(sameBytes(first.save(), second.save())).toBe(true);
  });

  it("that is another makes another agent", () => {
    const [first, second] = [agentWith({ seed: 1 }), agentWith({ seed: 2 })];
    const values = [first, second].map((agent) => [...agent.qValues([0, 0])]);
    expect(values[0]).not.toEqual(values[1]);
    const actions = [first, second].map((agent) => Array.from({ length: 50 }, () => agent.act([100, 0])));
    expect(actions[0]).not.toEqual(actions[1]);
  });
});

describe("units", () => {
  /** Two agents in one world, the second of which is told everything in other units. */
  function liveInUnits(rewardUnit: number, shiftUnit: (observation: number[]) => number[]) {
    const [plain, wild] = [agentWith({ learningStarts: 30 }), agentWith({ learningStarts: 30 })];
    const world = new SmallWorld(9);
    let alike = 0;
    for (let n = 0; n < 300; n++) {
      const { observation, mask } = world;
      const action = plain.act(observation, { mask });
      // Before learning starts no unit is known yet.
      if (wild.act(shiftUnit(observation), { mask }) === action || n < 30) alike++;
      const transition = world.step(action);
      plain.observe(transition);
      wild.observe({
        ...transition,
        observation: shiftUnit(Array.from(transition.observation)),
        nextObservation: shiftUnit(Array.from(transition.nextObservation)),
        reward: transition.reward * rewardUnit,
      });
    }
    const values = plain.qValues(world.observation);
    const wildValues = wild.qValues(shiftUnit(world.observation)).map((value) => value / rewardUnit);
    return { alike, values, wildValues };
  }

  it("of observation make no difference, to the bit where they are powers of two", () => {
    const { alike, values, wildValues } = liveInUnits(1, ([x, y]) => [x * 1024, y / 64]);
    expect(alike).toBe(300);
    expect([...wildValues]).toEqual([...values]);
  });

  // The first rescale takes the initial, meaningless Q-function for values in the reward's own unit.
  it("of reward make no difference but in the values' own unit", () => {
    for (const unit of [1 / 1024, 4096]) {
      const { alike, values, wildValues } = liveInUnits(unit, (observation) => observation);
      expect(alike).toBe(300);
      expect([...wildValues]).toEqual([...values]);
    }
  });
});

describe("restore", () => {
  const agent = agentWith();
  live([agent], new SmallWorld(10), 100);
  const bytes = agent.save();
  const restore = (saved: Uint8Array, chunks: Uint8Array[] = []) =>
    SgmmQAgent.restore(saved, chunks, referenceBackend);

  it("refuses damaged, truncated, foreign and newer bytes in one sentence", () => {
    const damaged = bytes.slice();
    damaged[bytes.length >> 1] ^= 4;
    const newer = bytes.slice();
    newer[8] = 9;
    for (const [saved, sentence] of [
      [damaged, /damaged or cut short/],
      [bytes.subarray(0, bytes.length - 1), /damaged or cut short/],
      [bytes.subarray(0, 100), /damaged or cut short/],
      [new Uint8Array(0), /not a Drumlin agent/],
      [new TextEncoder().encode(JSON.stringify(agent.policy)), /not a Drumlin agent/],
      [newer, /newer Drumlin \(format 9\)/],
      [writeCheckpoint({ kind: "dqn" }, {}), /hold no Gaussian-mixture agent/],
      [writeCheckpoint(null, {}), /hold no Gaussian-mixture agent/],
    ] as const) {
      expect(() => restore(saved)).toThrow(RangeError);
      expect(() => restore(saved)).toThrow(sentence);
      expect(() => restore(saved)).toThrow(/^[^.!\n]+$/);
    }
  });

  it("refuses the bytes of another backend, and says whose they are", () => {
    const other = { ...referenceBackend, name: "simd" };
    expect(() => SgmmQAgent.restore(bytes, [], other)).toThrow(
      /saved by the backend "reference", this is "simd"/,
    );
    expect(SgmmQAgent.provenance(bytes)).toEqual({ backend: "reference", options: agent.options });
  });

  it("refuses a snapshot's state without its transitions", () => {
    const { state, transitions, storedCount } = agent.snapshot(0);
    expect(() => restore(state)).toThrow(/hold 0 transitions; 64 are needed/);
    const late = agent.snapshot(storedCount - 3);
    expect(() => restore(state, [late.transitions])).toThrow(/hold 3 transitions/);
    expect(() => restore(state, [transitions])).not.toThrow();
  });
});

describe("a constant added to every reward", () => {
  /** A heater whose stream nothing ends, or which is cut off every so many steps; the agents live in one world. */
  function heated(agents: readonly SgmmQAgent[], offsets: readonly number[], cutOffEvery: number): void {
    let inside = 15;
    for (let step = 1; step <= 400; step++) {
      const observation = [inside, step % 7];
      const [action] = agents.map((agent) => agent.act(observation));
      const next = inside + 0.05 * (5 - inside) + action;
      const truncated = step % cutOffEvery === 0;
      agents.forEach((agent, i) => {
        const reward = -Math.abs(next - 20) + offsets[i];
        const nextObservation = [next, (step + 1) % 7];
        agent.observe({ observation, action, reward, nextObservation, terminated: false, truncated });
      });
      inside = truncated ? 15 : next;
    }
  }

  it("changes nothing but b, and values by what it is worth for ever, where nothing ends by itself", () => {
    const offsets = [0, 1000, -1000, 0.5];
    const agents = offsets.map(() => agentWith());
    heated(agents, offsets, 1e9);
    const [plain, ...others] = agents;
    others.forEach((agent, i) => {
      const worth = offsets[i + 1] / (1 - SMALL_AGENT.discountFactor);
      expect(agent.policy.commonValue - plain.policy.commonValue).toBeCloseTo(worth, 6);
      for (const observation of plain.remembered(50)) {
        const values = plain.qValues(observation);
        agent.qValues(observation).forEach((value, a) => {
          expect(value).toBeCloseTo(values[a] + worth, 4);
        });
        expect(agent.policy.act(observation)).toBe(plain.policy.act(observation));
      }
    });
  });

  it("keeps values within what rewards can be worth where episodes are cut off", () => {
    const offsets = [0, 1000, -1000];
    const agents = offsets.map(() => agentWith());
    heated(agents, offsets, 40);
    agents.forEach((agent, i) => {
      const worth = offsets[i] / (1 - SMALL_AGENT.discountFactor);
      for (const observation of agent.remembered(50)) {
        for (const value of agent.qValues(observation)) expect(Math.abs(value - worth)).toBeLessThan(300);
      }
    });
  });
});
