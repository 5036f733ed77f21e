import { expect } from "vitest";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { Transition } from "../replay/transition.ts";
import type { SgmmQAgent } from "./sgmm-q-agent.ts";

/** Every option of a small agent, none of them left to a preset. */
export const SMALL_AGENT: ResolvedAgentOptions = {
  observationSize: 2,
  actionCount: 3,
  seed: 7,
  preset: "default",
  componentCount: 6,
  factorCount: 2,
  discountFactor: 0.9,
  returnSteps: 3,
  batchSize: 8,
  bufferCapacity: 64,
  sampler: "newest-uniform",
  priorityExponent: 0.6,
  importanceExponent: 0.4,
  learningStarts: 10,
  updatesPerStep: 1,
  target: "soft",
  targetInterval: 13,
  targetRate: 0.05,
  doubleQ: true,
  loss: "adaptive-huber",
  huberThreshold: 3,
  optimizer: "adam",
  metric: "affine-invariant",
  meanLearningRate: 0.003,
  covarianceLearningRate: 0.003,
  weightLearningRate: 0.003,
  learningRateFinal: 0.5,
  learningRateSteps: 200,
  averagingRate: 0.02,
  sparsity: 0,
  sparsityStart: 1,
  sparsitySteps: 100,
  pruneThreshold: 0.01,
  prunedComponents: 0,
  pruningStep: 100,
  initialization: "near-zero",
  initialVariance: 0.3,
  precisionMinimum: 0.1,
  precisionMaximum: 100,
  exploration: "epsilon-greedy",
  explorationStart: 1,
  explorationEnd: 0.1,
  explorationSteps: 100,
  temperature: 0.5,
  observationNormalization: "online",
  rewardNormalization: "online",
};

/** A walk on a line, in wild units: action 0 goes left, 2 right, 1 stays; the right end terminates, a clock truncates. */
export class SmallWorld {
  private readonly random: Xoshiro128;
  private place = 0;
  private clock = 0;

  constructor(seed: number) {
    this.random = Xoshiro128.fromSeed(seed, 40);
  }

  get observation(): number[] {
    return [100 + 1000 * this.place, 0.001 * (this.clock % 5)];
  }

  /** Actions allowed here: not to the left at the left end. */
  get mask(): boolean[] {
    return [this.place > -2, true, true];
  }

  /** What an action leads to; a new episode begins where one ended. */
  step(action: number): Transition {
    const observation = this.observation;
    this.place += action - 1 + 0.2 * this.random.normal();
    this.clock++;
    const terminated = this.place > 3;
    const truncated = !terminated && this.clock % 17 === 0;
    const transition = {
      observation,
      action,
      reward: terminated ? 50 : -1,
      nextObservation: this.observation,
      terminated,
      truncated,
      nextMask: this.mask,
    };
    if (terminated || truncated) this.place = this.random.normal();
    return transition;
  }
}

/** Lets agents live in one world, which follows the first; expects all of them to act alike. */
export function live(agents: readonly SgmmQAgent[], world: SmallWorld, steps: number): void {
  for (let n = 0; n < steps; n++) {
    const { observation, mask } = world;
    const actions = agents.map((agent) => agent.act(observation, { mask }));
    for (const action of actions) if (action !== actions[0]) expect(actions).toEqual(actions[0]);
    const transition = world.step(actions[0]);
    for (const agent of agents) agent.observe(transition);
  }
}

/** Whether two checkpoints are the same, byte for byte; far quicker than a deep comparison. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
