import { expect } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { Transition } from "../replay/transition.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";
import type { SgmmQAgent } from "./sgmm-q-agent.ts";

/** A small agent that learns soon. */
export const SMALL_AGENT = resolveAgentOptions({
  observationSize: 2,
  actionCount: 3,
  seed: 7,
  componentCount: 6,
  discountFactor: 0.9,
  batchSize: 8,
  bufferCapacity: 64,
  learningStarts: 10,
  targetInterval: 13,
  targetRate: 0.05,
  meanLearningRate: 0.003,
  covarianceLearningRate: 0.003,
  weightLearningRate: 0.003,
  learningRateFinal: 0.5,
  learningRateSteps: 200,
  averagingRate: 0.02,
  sparsitySteps: 100,
  pruningStep: 100,
  initialVariance: 0.3,
  precisionMaximum: 100,
  explorationEnd: 0.1,
  explorationSteps: 100,
  temperature: 0.5,
});

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
