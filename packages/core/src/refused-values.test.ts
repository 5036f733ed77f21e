import { describe, expect, it } from "vitest";
import { resolveAgentOptions } from "./agents/resolve-agent-options.ts";
import { SgmmQAgent } from "./agents/sgmm-q-agent.ts";
import { SMALL_AGENT } from "./agents/small-world.case.ts";
import { referenceBackend } from "./backends/reference-backend.ts";
import { make } from "./environments/registry.ts";
import { DiscretizeActions } from "./environments/wrappers/discretize-actions.ts";
import { learnable } from "./environments/wrappers/learnable.ts";
import { oneHotObservation } from "./environments/wrappers/one-hot-observation.ts";
import { scaleObservation } from "./environments/wrappers/scale-observation.ts";
import { TimeLimit } from "./environments/wrappers/time-limit.ts";
import { TransformObservation } from "./environments/wrappers/transform-observation.ts";
import { evaluate } from "./evaluate.ts";
import { agentOptions } from "./options/agent-options.ts";
import { GaussianPolicy } from "./policies/gaussian-policy.ts";
import { TrainingSession, train } from "./train.ts";

/** What JSON, a form or a slip of the pen leaves where a value should be. */
const NOTHINGS: readonly unknown[] = [null, "", "5", [], {}, true, Number.NaN, Number.NEGATIVE_INFINITY, 1n];

/** Of these no value is of the right kind. */
function expectRefused(
  refuse: (value: never) => unknown,
  name: string,
  allowed: (value: unknown) => boolean = () => false,
) {
  for (const value of NOTHINGS) {
    if (allowed(value)) continue;
    const call = () => refuse(value as never);
    expect(call, `${name} = ${String(value)}`).toThrow(RangeError);
    expect(call, `${name} = ${String(value)}`).toThrow(
      new RegExp(
        `^(.*: )?${name.replace(/[.[\]]/g, "\\$&")}\\b.*(must|it needs|has 0 numbers|has 0 entries|not an option|there are)`,
      ),
    );
  }
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const isBoolean = (value: unknown) => typeof value === "boolean";

describe("null, empty, NaN and their kind are refused by one RangeError with name and what would be right, and undefined is not given:", () => {
  it.each(Object.keys(agentOptions))("the agent's option %s", (name) => {
    const resolve = (value: unknown) => resolveAgentOptions({ ...SMALL_AGENT, [name]: value });
    expectRefused(resolve, name, (value) => name === "doubleQ" && isBoolean(value));
    if (name !== "observationSize" && name !== "actionCount") expect(() => resolve(undefined)).not.toThrow();
  });

  it("the agent's options, what changes of them, and what else it is asked", () => {
    const agent = new SgmmQAgent(SMALL_AGENT, referenceBackend);
    expectRefused(resolveAgentOptions, "options", isObject);
    expectRefused((changes) => agent.adjusted(changes), "changes", isObject);
    expectRefused((options) => agent.save(options), "options", isObject);
    expectRefused((replay) => agent.save({ replay }), "replay", isBoolean);
    expectRefused((count) => agent.remembered(count), "count");
    expectRefused((since) => agent.snapshot(since), "since");
    expectRefused((mask) => agent.act([0, 0], { mask }), "mask");
    expectRefused((mask) => agent.policy.act([0, 0], { mask }), "mask");
    expectRefused((observation) => agent.act(observation), "observation");
    for (const bytes of NOTHINGS) {
      const restore = () => SgmmQAgent.restore(bytes as never, [], referenceBackend);
      expect(restore).toThrow(new RangeError("these bytes are not a Drumlin agent"));
    }
  });

  it("a transition and each of its fields", () => {
    const agent = new SgmmQAgent(SMALL_AGENT, referenceBackend);
    const fine = {
      observation: [0, 0],
      action: 1,
      reward: 1,
      nextObservation: [1, 0],
      terminated: false,
      truncated: false,
    };
    for (const name of ["observation", "action", "reward", "nextObservation", "nextMask"]) {
      expectRefused((value) => agent.observe({ ...fine, [name]: value }), name);
    }
    for (const name of ["terminated", "truncated"]) {
      expectRefused((value) => agent.observe({ ...fine, [name]: value }), name, isBoolean);
    }
    expectRefused(
      (transition) => agent.observe(transition),
      "the transition",
      (value) => typeof value === "object" && value !== null,
    );
    expect(() => agent.observe([] as never)).toThrow(RangeError);
  });

  it("what evaluate and train take", async () => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, observationSize: 4, actionCount: 2 }, referenceBackend);
    const environment = make("CartPole-v1");
    const plan = { episodes: 1, seed: 0 };
    expectRefused((options) => evaluate(agent.policy, environment, options), "options", isObject);
    for (const name of ["episodes", "seed"]) {
      expectRefused((value) => evaluate(agent.policy, environment, { ...plan, [name]: value }), name);
    }
    const session = (options: object) => new TrainingSession(agent, environment, { seed: 0, ...options });
    expectRefused((seed) => session({ seed }), "seed");
    expectRefused((solvedReturn) => session({ solvedReturn }), "solvedReturn");
    expectRefused((evaluation) => session({ evaluation }), "evaluation");
    const evaluation = { ...plan, environment, every: 10 };
    for (const name of ["every", "episodes", "seed"]) {
      expectRefused(
        (value) => session({ evaluation: { ...evaluation, [name]: value } }),
        `evaluation.${name}`,
      );
    }
    for (const options of [
      null,
      { steps: null },
      { steps: 1, seed: null },
      { steps: 1, pause: null },
      { steps: 1, signal: null },
      { steps: 1, onProgress: "" },
    ]) {
      await expect(train(agent, environment, options as never)).rejects.toThrow(RangeError);
    }
    await train(agent, environment, { steps: 3, seed: undefined } as never);
  });

  it("what environments are made, begun and wrapped with", () => {
    expectRefused(
      (id) => make(id),
      "id",
      (value) => typeof value === "string",
    );
    expectRefused((options) => make("CartPole-v1", options), "options", isObject);
    expectRefused(
      (maxEpisodeSteps) => make("CartPole-v1", { maxEpisodeSteps }),
      "maxEpisodeSteps",
      (value) => value === null,
    );
    expectRefused(
      (value) => make("CartPole-v1", { suttonBartoReward: value }),
      "suttonBartoReward",
      isBoolean,
    );
    expectRefused((g) => make("Pendulum-v1", { g }), "g");
    expectRefused((goalVelocity) => make("MountainCar-v0", { goalVelocity }), "goalVelocity");
    expectRefused((isSlippery) => make("CliffWalking-v1", { isSlippery }), "isSlippery", isBoolean);
    for (const name of ["desc", "mapName", "successRate", "rewardSchedule"]) {
      expectRefused((value) => make("FrozenLake-v1", { [name]: value }), name);
    }
    expect(() => make("CartPole-v1", { suttonBarto: true } as never)).toThrow(
      /suttonBarto is not an option of CartPole; did you mean suttonBartoReward/,
    );
    const cartPole = make("CartPole-v1");
    cartPole.reset({ seed: 0 });
    expectRefused((options) => cartPole.reset(options), "options", isObject);
    expectRefused(
      (seed) => cartPole.reset({ seed }),
      "seed",
      (value) => typeof value === "bigint",
    );
    expectRefused(
      (action) => cartPole.step(action),
      "action",
      (value) => value === true,
    );
    for (const wrap of [
      learnable,
      oneHotObservation,
      (value: never) => new TimeLimit(value, 5),
      (value: never) => scaleObservation(value, [1]),
    ]) {
      expectRefused(wrap, "environment", isObject);
    }
    expectRefused((limit) => new TimeLimit(cartPole, limit), "maxEpisodeSteps");
    expectRefused((bins) => new DiscretizeActions(make("Pendulum-v1"), { bins }), "bins");
    expectRefused((scale) => scaleObservation(cartPole, scale), "scale");
    expectRefused((offset) => scaleObservation(cartPole, [1, 1, 1, 1], offset), "offset");
    expectRefused((transform) => new TransformObservation(cartPole, transform), "transform");
  });

  it("a policy document", () => {
    expectRefused((document) => GaussianPolicy.fromJSON(document), "the policy document", isObject);
    expect(() => GaussianPolicy.fromJSON({})).toThrow(/^format is undefined; it must be "drumlin-policy"$/);
  });
});
