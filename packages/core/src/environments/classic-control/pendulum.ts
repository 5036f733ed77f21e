import { cos, sin } from "../../math/sin-cos.ts";
import { any } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Box } from "../spaces/box.ts";
import type { EnvironmentSpec } from "../spec.ts";

const MAX_SPEED = 8;
const MAX_TORQUE = 2;
const TIME_STEP = 0.05;

/** Radians (0 is upright, positive counter-clockwise; not wrapped) and radians per second. */
export interface PendulumState {
  readonly angle: number;
  readonly angularVelocity: number;
  /** The torque last applied in N m, clipped; null after `reset`. */
  readonly torque: number | null;
}

export interface PendulumOptions {
  /** Acceleration of gravity in m/s²; 10 unless told. */
  readonly g?: number;
}

const OPTIONS = { g: any(10) };

/**
 * Gymnasium's Pendulum: swing a rod of 1 m and 1 kg up and hold it there with a torque too weak to lift it at
 * once. The reward of a step is -(angle² + 0.1 velocity² + 0.001 torque²); episodes are only ever truncated.
 * `reset` takes the options `xInit` (π) and `yInit` (1), the largest initial angle and velocity: Gymnasium's
 * `x_init` and `y_init`.
 */
export class Pendulum extends SeededEnvironment<ArrayLike<number>, PendulumState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: [-1, -1, -MAX_SPEED], high: [1, 1, MAX_SPEED] });
  readonly actionSpace = new Box({ low: -MAX_TORQUE, high: MAX_TORQUE, size: 1 });
  readonly #gravity: number;

  constructor(options: PendulumOptions = {}, spec: EnvironmentSpec = pendulumV1) {
    super();
    this.spec = spec;
    this.#gravity = resolveOptions("Pendulum", OPTIONS, options).g;
  }

  protected begin(generator: NumpyGenerator, options: Readonly<Record<string, unknown>>): PendulumState {
    const { xInit, yInit } = resolveOptions("reset", { xInit: any(Math.PI), yInit: any(1) }, options);
    const angle = generator.uniform(-xInit, xInit);
    const angularVelocity = generator.uniform(-yInit, yInit);
    return { angle, angularVelocity, torque: null };
  }

  protected advance(state: PendulumState, action: ArrayLike<number>): Outcome<PendulumState> {
    // The action is float32 in Gymnasium, and numpy keeps what is computed from it alone in float32.
    const torque = Math.min(Math.max(Math.fround(action[0]), -MAX_TORQUE), MAX_TORQUE);
    const effort = Math.fround(Math.fround(0.001) * Math.fround(torque * torque));
    const deviation = wrapAngle(state.angle);
    const cost = deviation * deviation + 0.1 * (state.angularVelocity * state.angularVelocity) + effort;

    const acceleration = ((3 * this.#gravity) / 2) * sin(state.angle) + Math.fround(3 * torque);
    const faster = state.angularVelocity + acceleration * TIME_STEP;
    const angularVelocity = Math.min(Math.max(faster, -MAX_SPEED), MAX_SPEED);
    const angle = state.angle + angularVelocity * TIME_STEP;
    return { state: { angle, angularVelocity, torque }, reward: -cost, terminated: false };
  }

  protected observe(state: PendulumState): Float32Array {
    return Float32Array.of(cos(state.angle), sin(state.angle), state.angularVelocity);
  }
}

/** The same angle in [-π, π). */
function wrapAngle(angle: number): number {
  const turn = 2 * Math.PI;
  const rest = (angle + Math.PI) % turn;
  return (rest < 0 ? rest + turn : rest) - Math.PI;
}

/** Gymnasium names no threshold; -200 is ours: about what a policy earns that swings up at once and holds. */
export const pendulumV1: EnvironmentSpec = {
  id: "Pendulum-v1",
  description: "Swing a pendulum up with a weak torque and hold it upright for the rest of 200 steps.",
  rewardThreshold: null,
  solvedReturn: -200,
  maxEpisodeSteps: 200,
  observationNames: [
    { name: "cosine of angle", unit: "" },
    { name: "sine of angle", unit: "" },
    { name: "angular velocity", unit: "rad/s" },
  ],
  actionNames: ["torque"],
};
