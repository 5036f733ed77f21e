import { Acrobot, acrobotV1 } from "./classic-control/acrobot.ts";
import { CartPole, type CartPoleOptions, cartPoleV0, cartPoleV1 } from "./classic-control/cart-pole.ts";
import { MountainCar, type MountainCarOptions, mountainCarV0 } from "./classic-control/mountain-car.ts";
import {
  MountainCarContinuous,
  type MountainCarContinuousOptions,
  mountainCarContinuousV0,
} from "./classic-control/mountain-car-continuous.ts";
import { Pendulum, type PendulumOptions, pendulumV1 } from "./classic-control/pendulum.ts";
import type { EnvironmentRegistration } from "./registration.ts";
import {
  CliffWalking,
  type CliffWalkingOptions,
  cliffWalkingSlipperyV1,
  cliffWalkingV1,
} from "./toy-text/cliff-walking.ts";
import { FrozenLake, type FrozenLakeOptions, frozenLake8x8V1, frozenLakeV1 } from "./toy-text/frozen-lake.ts";

/**
 * For each id of Gymnasium 1.3 that Drumlin has: the type of an action and the options of `make`. To have `make`
 * know the types of an environment of your own, declare it here by module augmentation.
 */
export interface KnownEnvironments {
  "CartPole-v0": { action: number; options: CartPoleOptions };
  "CartPole-v1": { action: number; options: CartPoleOptions };
  "MountainCar-v0": { action: number; options: MountainCarOptions };
  "MountainCarContinuous-v0": { action: ArrayLike<number>; options: MountainCarContinuousOptions };
  "Pendulum-v1": { action: ArrayLike<number>; options: PendulumOptions };
  "Acrobot-v1": { action: number; options: object };
  "FrozenLake-v1": { action: number; options: FrozenLakeOptions };
  "FrozenLake8x8-v1": { action: number; options: FrozenLakeOptions };
  "CliffWalking-v1": { action: number; options: CliffWalkingOptions };
  "CliffWalkingSlippery-v1": { action: number; options: CliffWalkingOptions };
}

/** The environments of Gymnasium 1.3 that the registry begins with, under Gymnasium's ids. */
export const GYMNASIUM_ENVIRONMENTS: readonly EnvironmentRegistration[] = [
  { spec: cartPoleV0, create: (options) => new CartPole(options, cartPoleV0) },
  { spec: cartPoleV1, create: (options) => new CartPole(options, cartPoleV1) },
  { spec: mountainCarV0, create: (options) => new MountainCar(options) },
  { spec: mountainCarContinuousV0, create: (options) => new MountainCarContinuous(options) },
  { spec: pendulumV1, create: (options) => new Pendulum(options) },
  { spec: acrobotV1, create: () => new Acrobot() },
  { spec: frozenLakeV1, create: (options) => new FrozenLake(options) },
  {
    spec: frozenLake8x8V1,
    create: (options) => new FrozenLake({ mapName: "8x8", ...options }, frozenLake8x8V1),
  },
  { spec: cliffWalkingV1, create: (options) => new CliffWalking(options) },
  {
    spec: cliffWalkingSlipperyV1,
    create: (options) => new CliffWalking({ isSlippery: true, ...options }, cliffWalkingSlipperyV1),
  },
];
