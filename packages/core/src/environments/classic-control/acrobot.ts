import { cos, sin } from "../../math/sin-cos.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Box } from "../spaces/box.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { resetBounds } from "./reset-bounds.ts";

const TIME_STEP = 0.2;
const LINK_MASS = 1.0;
const LINK_LENGTH = 1.0;
const LINK_CENTRE = 0.5;
const LINK_INERTIA = 1.0;
const GRAVITY = 9.8;
const MAX_SPEED_1 = 4 * Math.PI;
const MAX_SPEED_2 = 9 * Math.PI;
const TORQUES = [-1, 0, 1];

/** Angle of the upper link (0 hangs down), of the lower one relative to it, in radians, and their velocities. */
export interface AcrobotState {
  readonly angle1: number;
  readonly angle2: number;
  readonly angularVelocity1: number;
  readonly angularVelocity2: number;
}

/**
 * Gymnasium's Acrobot: swing the tip of a two-link pendulum above the bar by a torque at the joint between the
 * links. State in float64 (float32 after `reset`), one Runge-Kutta step of 0.2 s a step, observations in float32.
 * `reset` takes the options `low` and `high` (±0.1).
 *
 * Source: R. S. Sutton, "Generalization in reinforcement learning: successful examples using sparse coarse coding"
 * (NIPS 1995), with the equations of Sutton and Barto's book.
 */
export class Acrobot extends SeededEnvironment<number, AcrobotState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({
    low: [-1, -1, -1, -1, -MAX_SPEED_1, -MAX_SPEED_2],
    high: [1, 1, 1, 1, MAX_SPEED_1, MAX_SPEED_2],
  });
  readonly actionSpace = new Discrete(3);

  constructor(spec: EnvironmentSpec = acrobotV1) {
    super();
    this.spec = spec;
  }

  protected begin(generator: NumpyGenerator, options: Readonly<Record<string, unknown>>): AcrobotState {
    const { low, high } = resetBounds(options, -0.1, 0.1);
    return stateOf(generator.uniforms(low, high, 4).map(Math.fround));
  }

  protected advance(state: AcrobotState, action: number): Outcome<AcrobotState> {
    const next = rungeKuttaStep(state, TORQUES[action]);
    const angle1 = wrap(next.angle1);
    const angle2 = wrap(next.angle2);
    const angularVelocity1 = Math.min(Math.max(next.angularVelocity1, -MAX_SPEED_1), MAX_SPEED_1);
    const angularVelocity2 = Math.min(Math.max(next.angularVelocity2, -MAX_SPEED_2), MAX_SPEED_2);
    const terminated = -cos(angle1) - cos(angle2 + angle1) > 1;
    return {
      state: { angle1, angle2, angularVelocity1, angularVelocity2 },
      reward: terminated ? 0 : -1,
      terminated,
    };
  }

  protected observe({ angle1, angle2, angularVelocity1, angularVelocity2 }: AcrobotState): Float32Array {
    return Float32Array.of(
      cos(angle1),
      sin(angle1),
      cos(angle2),
      sin(angle2),
      angularVelocity1,
      angularVelocity2,
    );
  }
}

function stateOf([angle1, angle2, angularVelocity1, angularVelocity2]: ArrayLike<number> & Iterable<number>) {
  return { angle1, angle2, angularVelocity1, angularVelocity2 };
}

/** The state after TIME_STEP seconds, by one classical Runge-Kutta step. */
function rungeKuttaStep(state: AcrobotState, torque: number): AcrobotState {
  const k1 = derivative(state, torque);
  const k2 = derivative(moved(state, k1, TIME_STEP / 2), torque);
  const k3 = derivative(moved(state, k2, TIME_STEP / 2), torque);
  const k4 = derivative(moved(state, k3, TIME_STEP), torque);
  const total = (name: keyof AcrobotState) => k1[name] + 2 * k2[name] + 2 * k3[name] + k4[name];
  const slope = {
    angle1: total("angle1"),
    angle2: total("angle2"),
    angularVelocity1: total("angularVelocity1"),
    angularVelocity2: total("angularVelocity2"),
  };
  return moved(state, slope, TIME_STEP / 6);
}

/** state + time * rate. */
function moved(state: AcrobotState, rate: AcrobotState, time: number): AcrobotState {
  return {
    angle1: state.angle1 + time * rate.angle1,
    angle2: state.angle2 + time * rate.angle2,
    angularVelocity1: state.angularVelocity1 + time * rate.angularVelocity1,
    angularVelocity2: state.angularVelocity2 + time * rate.angularVelocity2,
  };
}

/** The rate of change of each number of the state: the equations of motion of Sutton and Barto's book. */
function derivative(state: AcrobotState, torque: number): AcrobotState {
  const { angle1, angle2, angularVelocity1: rate1, angularVelocity2: rate2 } = state;
  const quarterTurn = Math.PI / 2;
  const coupling = LINK_MASS * LINK_LENGTH * LINK_CENTRE;
  const centreSquared = LINK_CENTRE * LINK_CENTRE;
  const cos2 = cos(angle2);
  const sin2 = sin(angle2);
  const d1 =
    LINK_MASS * centreSquared +
    LINK_MASS * (LINK_LENGTH * LINK_LENGTH + centreSquared + 2 * LINK_LENGTH * LINK_CENTRE * cos2) +
    LINK_INERTIA +
    LINK_INERTIA;
  const d2 = LINK_MASS * (centreSquared + LINK_LENGTH * LINK_CENTRE * cos2) + LINK_INERTIA;
  const phi2 = LINK_MASS * LINK_CENTRE * GRAVITY * cos(angle1 + angle2 - quarterTurn);
  const phi1 =
    -coupling * (rate2 * rate2) * sin2 -
    2 * coupling * rate2 * rate1 * sin2 +
    (LINK_MASS * LINK_CENTRE + LINK_MASS * LINK_LENGTH) * GRAVITY * cos(angle1 - quarterTurn) +
    phi2;
  const acceleration2 =
    (torque + (d2 / d1) * phi1 - coupling * (rate1 * rate1) * sin2 - phi2) /
    (LINK_MASS * centreSquared + LINK_INERTIA - (d2 * d2) / d1);
  const acceleration1 = -(d2 * acceleration2 + phi1) / d1;
  return { angle1: rate1, angle2: rate2, angularVelocity1: acceleration1, angularVelocity2: acceleration2 };
}

/** The same angle in [-π, π]. */
function wrap(angle: number): number {
  let wrapped = angle;
  while (wrapped > Math.PI) wrapped -= 2 * Math.PI;
  while (wrapped < -Math.PI) wrapped += 2 * Math.PI;
  return wrapped;
}

export const acrobotV1: EnvironmentSpec = {
  id: "Acrobot-v1",
  description: "Swing the tip of a two-link pendulum above the bar by the torque at its middle joint.",
  rewardThreshold: -100,
  solvedReturn: -100,
  maxEpisodeSteps: 500,
  observationNames: [
    { name: "cosine of upper angle", unit: "" },
    { name: "sine of upper angle", unit: "" },
    { name: "cosine of lower angle", unit: "" },
    { name: "sine of lower angle", unit: "" },
    { name: "upper angular velocity", unit: "rad/s" },
    { name: "lower angular velocity", unit: "rad/s" },
  ],
  actionNames: ["torque −1", "no torque", "torque +1"],
};
