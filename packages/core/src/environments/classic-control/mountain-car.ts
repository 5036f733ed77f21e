import { cos } from "../../math/sin-cos.ts";
import { any } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Box } from "../spaces/box.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { resetBounds } from "./reset-bounds.ts";

const MIN_POSITION = -1.2;
const MAX_POSITION = 0.6;
const MAX_SPEED = 0.07;
const GOAL_POSITION = 0.5;
const FORCE = 0.001;
const GRAVITY = 0.0025;

/** Position along the valley and velocity, in the units of the task (the lowest point is at -π/6). */
export interface MountainCarState {
  readonly position: number;
  readonly velocity: number;
}

export interface MountainCarOptions {
  /** The least velocity at which reaching the goal counts; 0 unless told. */
  readonly goalVelocity?: number;
}

const OPTIONS = { goalVelocity: any(0) };

/**
 * Gymnasium's MountainCar: drive an underpowered car out of a valley by rocking it. State in float64,
 * observations in float32. `reset` takes the options `low` and `high` (-0.6, -0.4) of the position.
 *
 * Source: A. Moore, "Efficient memory-based learning for robot control" (1990).
 */
export class MountainCar extends SeededEnvironment<number, MountainCarState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: [MIN_POSITION, -MAX_SPEED], high: [MAX_POSITION, MAX_SPEED] });
  readonly actionSpace = new Discrete(3);
  readonly #goalVelocity: number;

  constructor(options: MountainCarOptions = {}, spec: EnvironmentSpec = mountainCarV0) {
    super();
    this.spec = spec;
    this.#goalVelocity = resolveOptions("MountainCar", OPTIONS, options).goalVelocity;
  }

  protected begin(generator: NumpyGenerator, options: Readonly<Record<string, unknown>>): MountainCarState {
    const { low, high } = resetBounds(options, -0.6, -0.4);
    return { position: generator.uniform(low, high), velocity: 0 };
  }

  protected advance(state: MountainCarState, action: number): Outcome<MountainCarState> {
    const pulled = state.velocity + ((action - 1) * FORCE + cos(3 * state.position) * -GRAVITY);
    let velocity = Math.min(Math.max(pulled, -MAX_SPEED), MAX_SPEED);
    const position = Math.min(Math.max(state.position + velocity, MIN_POSITION), MAX_POSITION);
    if (position === MIN_POSITION && velocity < 0) velocity = 0;
    const terminated = position >= GOAL_POSITION && velocity >= this.#goalVelocity;
    return { state: { position, velocity }, reward: -1, terminated };
  }

  protected observe(state: MountainCarState): Float32Array {
    return Float32Array.of(state.position, state.velocity);
  }
}

export const mountainCarV0: EnvironmentSpec = {
  id: "MountainCar-v0",
  description: "Drive an underpowered car out of a valley by rocking it, in as few steps as possible.",
  rewardThreshold: -110,
  solvedReturn: -110,
  maxEpisodeSteps: 200,
  observationNames: [
    { name: "car position", unit: "m" },
    { name: "car velocity", unit: "m/step" },
  ],
  actionNames: ["push left", "no push", "push right"],
};
