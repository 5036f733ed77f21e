import { cos } from "../../math/sin-cos.ts";
import { any } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Box } from "../spaces/box.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { resetBounds } from "./reset-bounds.ts";

const MIN_POSITION = -1.2;
const MAX_POSITION = 0.6;
const MAX_SPEED = 0.07;
const GOAL_POSITION = 0.45;
const POWER = 0.0015;
const GRAVITY = 0.0025;

/** Position along the valley and velocity, in the units of the task. */
export interface MountainCarContinuousState {
  readonly position: number;
  readonly velocity: number;
  /** Whether this is the state `reset` gave, which is float64; later ones are float32. */
  readonly initial: boolean;
}

export interface MountainCarContinuousOptions {
  /** The least velocity at which reaching the goal counts; 0 unless told. */
  readonly goalVelocity?: number;
}

const OPTIONS = { goalVelocity: any(0) };

/**
 * Gymnasium's MountainCarContinuous: as MountainCar, but the push is a number in [-1, 1] and costs its square.
 * `reset` takes the options `low` and `high` (-0.6, -0.4) of the position.
 *
 * Gymnasium's state is float64 after `reset` and float32 after each step, and numpy rounds each operation with a
 * float32 operand to float32: hence the `round` below, which is the identity in the first step.
 */
export class MountainCarContinuous extends SeededEnvironment<ArrayLike<number>, MountainCarContinuousState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: [MIN_POSITION, -MAX_SPEED], high: [MAX_POSITION, MAX_SPEED] });
  readonly actionSpace = new Box({ low: -1, high: 1, size: 1 });
  readonly #goalVelocity: number;

  constructor(options: MountainCarContinuousOptions = {}, spec: EnvironmentSpec = mountainCarContinuousV0) {
    super();
    this.spec = spec;
    this.#goalVelocity = resolveOptions("MountainCarContinuous", OPTIONS, options).goalVelocity;
  }

  protected begin(
    generator: NumpyGenerator,
    options: Readonly<Record<string, unknown>>,
  ): MountainCarContinuousState {
    const { low, high } = resetBounds(options, -0.6, -0.4);
    return { position: generator.uniform(low, high), velocity: 0, initial: true };
  }

  protected advance(
    state: MountainCarContinuousState,
    action: ArrayLike<number>,
  ): Outcome<MountainCarContinuousState> {
    const round = state.initial ? unrounded : Math.fround;
    const push = Math.fround(action[0]);

    let velocity = round(state.velocity + round(acceleration(push, round(3 * state.position))));
    if (velocity > round(MAX_SPEED)) velocity = MAX_SPEED;
    if (velocity < round(-MAX_SPEED)) velocity = -MAX_SPEED;
    let position = round(state.position + round(velocity));
    if (position > round(MAX_POSITION)) position = MAX_POSITION;
    if (position < round(MIN_POSITION)) position = MIN_POSITION;
    if (round(position) === round(MIN_POSITION) && velocity < 0) velocity = 0;

    const terminated =
      round(position) >= round(GOAL_POSITION) && round(velocity) >= round(this.#goalVelocity);
    return {
      state: { position: Math.fround(position), velocity: Math.fround(velocity), initial: false },
      reward: (terminated ? 100 : 0) - push * push * 0.1,
      terminated,
    };
  }

  protected observe(state: MountainCarContinuousState): Float32Array {
    return Float32Array.of(state.position, state.velocity);
  }
}

/** float32 while the push is within its bounds; a push that is clipped is a Python float, and so is the result. */
function acceleration(push: number, angle: number): number {
  const slope = GRAVITY * cos(angle);
  if (push < -1) return -POWER - slope;
  if (push > 1) return POWER - slope;
  return Math.fround(Math.fround(push * Math.fround(POWER)) - Math.fround(slope));
}

function unrounded(x: number): number {
  return x;
}

export const mountainCarContinuousV0: EnvironmentSpec = {
  id: "MountainCarContinuous-v0",
  description: "Drive an underpowered car out of a valley with as little force as possible.",
  rewardThreshold: 90,
  solvedReturn: 90,
  maxEpisodeSteps: 999,
  observationNames: [
    { name: "car position", unit: "m" },
    { name: "car velocity", unit: "m/step" },
  ],
  actionNames: ["force"],
};
