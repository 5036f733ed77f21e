import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { Environment } from "../environment.ts";
import type { OptimalValues } from "../optimal-values.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Box } from "../spaces/box.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";

/** An environment so small that its optimal values are known by hand. */
export interface Probe extends Environment<number> {
  readonly observationSpace: Box;
  readonly actionSpace: Discrete;
  /** The optimal Q-values of every observation that an action is taken from. @param discount γ in [0, 1) */
  optimalValues(discount: number): OptimalValues[];
}

/** A probe's state: the one number that is observed. */
export interface ProbeState {
  readonly observation: number;
}

/**
 * What the probes share: one number in [-1, 1] is observed, and there are two actions. The idea of a row of probes,
 * each of which needs one ability more than the one before, is Andy Jones's ("Debugging RL, without the agonizing
 * pain", 2021).
 */
export abstract class ProbeEnvironment extends SeededEnvironment<number, ProbeState> implements Probe {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: -1, high: 1, size: 1 });
  readonly actionSpace = new Discrete(2);

  constructor(name: string, description: string) {
    super();
    this.spec = {
      id: `probes/${name}`,
      description,
      rewardThreshold: null,
      solvedReturn: null,
      maxEpisodeSteps: null,
      observationNames: [{ name: "signal", unit: "" }],
      actionNames: ["first", "second"],
    };
  }

  abstract optimalValues(discount: number): OptimalValues[];

  protected abstract override advance(state: ProbeState, action: number): Outcome<ProbeState>;

  protected observe(state: ProbeState): Float32Array {
    return Float32Array.of(state.observation);
  }
}

/** The end of an episode, with `reward`. */
export function ending(state: ProbeState, reward: number): Outcome<ProbeState> {
  return { state, reward, terminated: true };
}

/** A state that is seen as -1 or 1, each equally likely. */
export function eitherSign(generator: NumpyGenerator): ProbeState {
  return { observation: 2 * generator.integers(0, 2) - 1 };
}
