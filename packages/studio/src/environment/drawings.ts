import type { LearnableEnvironment } from "drumlin";
import { acrobot } from "./drawings/acrobot.ts";
import { cartPole } from "./drawings/cart-pole.ts";
import { cliffWalking } from "./drawings/cliff-walking.ts";
import { frozenLake, frozenLake8x8 } from "./drawings/frozen-lake.ts";
import { mountainCar, mountainCarContinuous } from "./drawings/mountain-car.ts";
import { observationBars } from "./drawings/observation-bars.ts";
import { pendulum } from "./drawings/pendulum.ts";
import type { EnvironmentDrawing } from "./environment-drawing.ts";

const drawings: ReadonlyMap<string, EnvironmentDrawing> = new Map([
  ["CartPole-v0", cartPole],
  ["CartPole-v1", cartPole],
  ["Acrobot-v1", acrobot],
  ["MountainCar-v0", mountainCar],
  ["MountainCarContinuous-v0", mountainCarContinuous],
  ["Pendulum-v1", pendulum],
  ["FrozenLake-v1", frozenLake],
  ["FrozenLake8x8-v1", frozenLake8x8],
  ["CliffWalking-v1", cliffWalking],
  ["CliffWalkingSlippery-v1", cliffWalking],
]);

/** The drawing of an environment: its own by its id, or else bars of what the agent sees. */
export function drawingOf(environment: LearnableEnvironment): EnvironmentDrawing {
  return drawings.get(environment.spec.id) ?? observationBars(environment);
}
