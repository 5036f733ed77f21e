import { cos, sin } from "../../math/sin-cos.ts";
import { boolean } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Box } from "../spaces/box.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { resetBounds } from "./reset-bounds.ts";

const GRAVITY = 9.8;
const CART_MASS = 1.0;
const POLE_MASS = 0.1;
const TOTAL_MASS = POLE_MASS + CART_MASS;
const HALF_POLE_LENGTH = 0.5;
const POLE_MASS_LENGTH = POLE_MASS * HALF_POLE_LENGTH;
const FORCE = 10.0;
const TIME_STEP = 0.02;
const ANGLE_LIMIT = (12 * 2 * Math.PI) / 360;
const POSITION_LIMIT = 2.4;

/** Metres, metres per second, radians (0 is upright, positive leans right), radians per second. */
export interface CartPoleState {
  readonly position: number;
  readonly velocity: number;
  readonly angle: number;
  readonly angularVelocity: number;
  /** Whether the episode has ended: later steps earn nothing. */
  readonly fallen: boolean;
}

export interface CartPoleOptions {
  /** Reward 0 for every step and -1 for the fall, as Sutton and Barto have it, in place of 1 for every step. */
  readonly suttonBartoReward?: boolean;
}

const OPTIONS = { suttonBartoReward: boolean(false) };

/**
 * Gymnasium's CartPole: balance a pole on a cart by pushing the cart left or right with a fixed force. State in
 * float64, observations in float32. `reset` takes the options `low` and `high` (±0.05).
 *
 * Source: Barto, Sutton, Anderson, "Neuronlike adaptive elements that can solve difficult learning control
 * problems", IEEE Trans. SMC (1983); the frictionless equations of R. Florian (2007).
 */
export class CartPole extends SeededEnvironment<number, CartPoleState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({
    low: [-2 * POSITION_LIMIT, -Infinity, -2 * ANGLE_LIMIT, -Infinity],
    high: [2 * POSITION_LIMIT, Infinity, 2 * ANGLE_LIMIT, Infinity],
  });
  readonly actionSpace = new Discrete(2);
  readonly #suttonBartoReward: boolean;

  constructor(options: CartPoleOptions = {}, spec: EnvironmentSpec = cartPoleV1) {
    super();
    this.spec = spec;
    this.#suttonBartoReward = resolveOptions("CartPole", OPTIONS, options).suttonBartoReward;
  }

  protected begin(generator: NumpyGenerator, options: Readonly<Record<string, unknown>>): CartPoleState {
    const { low, high } = resetBounds(options, -0.05, 0.05);
    const [position, velocity, angle, angularVelocity] = generator.uniforms(low, high, 4);
    return { position, velocity, angle, angularVelocity, fallen: false };
  }

  protected advance(state: CartPoleState, action: number): Outcome<CartPoleState> {
    const force = action === 1 ? FORCE : -FORCE;
    const cosine = cos(state.angle);
    const sine = sin(state.angle);
    const push =
      (force + POLE_MASS_LENGTH * (state.angularVelocity * state.angularVelocity) * sine) / TOTAL_MASS;
    const angularAcceleration =
      (GRAVITY * sine - cosine * push) /
      (HALF_POLE_LENGTH * (4.0 / 3.0 - (POLE_MASS * (cosine * cosine)) / TOTAL_MASS));
    const acceleration = push - (POLE_MASS_LENGTH * angularAcceleration * cosine) / TOTAL_MASS;

    const position = state.position + TIME_STEP * state.velocity;
    const velocity = state.velocity + TIME_STEP * acceleration;
    const angle = state.angle + TIME_STEP * state.angularVelocity;
    const angularVelocity = state.angularVelocity + TIME_STEP * angularAcceleration;

    const terminated =
      position < -POSITION_LIMIT || position > POSITION_LIMIT || angle < -ANGLE_LIMIT || angle > ANGLE_LIMIT;
    return {
      state: { position, velocity, angle, angularVelocity, fallen: state.fallen || terminated },
      reward: this.#reward(terminated, state.fallen),
      terminated,
    };
  }

  protected observe(state: CartPoleState): Float32Array {
    return Float32Array.of(state.position, state.velocity, state.angle, state.angularVelocity);
  }

  #reward(terminated: boolean, alreadyFallen: boolean): number {
    if (this.#suttonBartoReward) return terminated ? -1 : 0;
    return terminated && alreadyFallen ? 0 : 1;
  }
}

/** CartPole with episodes of up to 500 steps. */
export const cartPoleV1: EnvironmentSpec = {
  id: "CartPole-v1",
  description: "Balance a pole on a cart for 500 steps by pushing the cart left or right.",
  rewardThreshold: 475,
  solvedReturn: 475,
  maxEpisodeSteps: 500,
  observationNames: [
    { name: "cart position", unit: "m" },
    { name: "cart velocity", unit: "m/s" },
    { name: "pole angle", unit: "rad" },
    { name: "pole angular velocity", unit: "rad/s" },
  ],
  actionNames: ["push left", "push right"],
};

/** CartPole with episodes of up to 200 steps. */
export const cartPoleV0: EnvironmentSpec = {
  ...cartPoleV1,
  id: "CartPole-v0",
  description: "Balance a pole on a cart for 200 steps by pushing the cart left or right.",
  rewardThreshold: 195,
  solvedReturn: 195,
  maxEpisodeSteps: 200,
};
