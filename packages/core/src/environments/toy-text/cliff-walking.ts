import { boolean } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { Info } from "../environment.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { certainReset, type GridState, type Move, takeMove } from "./grid-move.ts";

const ROWS = 4;
const COLUMNS = 12;
const START = 36;
const GOAL = 47;

/** How far each action moves down and to the right: up, right, down, left. */
const DIRECTIONS: readonly (readonly [rows: number, columns: number])[] = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
];

export interface CliffWalkingOptions {
  /** Whether a move goes astray to either side with probability 2/3. False unless told. */
  readonly isSlippery?: boolean;
}

const OPTIONS = { isSlippery: boolean(false) };

/**
 * Gymnasium's CliffWalking: walk from one end of a cliff to the other on a grid of 4 by 12; a step costs 1, a fall
 * 100 and leads back to the start. The observation is the tile's index, row by row.
 *
 * Source: R. S. Sutton, A. G. Barto, "Reinforcement learning", example 6.6.
 */
export class CliffWalking extends SeededEnvironment<number, GridState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Discrete(ROWS * COLUMNS);
  readonly actionSpace = new Discrete(4);
  readonly #slippery: boolean;

  constructor(options: CliffWalkingOptions = {}, spec: EnvironmentSpec = cliffWalkingV1) {
    super();
    this.spec = spec;
    this.#slippery = resolveOptions("CliffWalking", OPTIONS, options).isSlippery;
  }

  protected begin(generator: NumpyGenerator): GridState {
    // There is one start, but Gymnasium draws it, and the draw moves the random stream on.
    generator.random();
    return { tile: START };
  }

  protected advance(state: GridState, action: number, generator: NumpyGenerator): Outcome<GridState> {
    const directions = this.#slippery ? [(action + 3) % 4, action, (action + 1) % 4] : [action];
    const moves = directions.map((direction) => moveFrom(state.tile, direction, 1 / directions.length));
    return takeMove(moves, generator);
  }

  protected observe(state: GridState): Float64Array {
    return Float64Array.of(state.tile);
  }

  protected override describeReset(): Info {
    return certainReset();
  }
}

function moveFrom(from: number, direction: number, probability: number): Move {
  const [down, right] = DIRECTIONS[direction];
  const row = Math.min(Math.max(Math.floor(from / COLUMNS) + down, 0), ROWS - 1);
  const column = Math.min(Math.max((from % COLUMNS) + right, 0), COLUMNS - 1);
  const tile = row * COLUMNS + column;
  if (tile > START && tile < GOAL) return { probability, tile: START, reward: -100, terminated: false };
  return { probability, tile, reward: -1, terminated: tile === GOAL };
}

/** Gymnasium names no threshold; -13 is the best possible return: up, eleven to the right, down. */
export const cliffWalkingV1: EnvironmentSpec = {
  id: "CliffWalking-v1",
  description: "Walk along a cliff to its other end in as few steps as possible without falling.",
  rewardThreshold: null,
  solvedReturn: -13,
  maxEpisodeSteps: null,
  observationNames: [{ name: "tile", unit: "" }],
  actionNames: ["up", "right", "down", "left"],
};

/** As CliffWalking, on slippery ground; no return is named as solved. */
export const cliffWalkingSlipperyV1: EnvironmentSpec = {
  ...cliffWalkingV1,
  id: "CliffWalkingSlippery-v1",
  description: "Walk along a cliff to its other end on ground so slippery that two moves of three go astray.",
  solvedReturn: null,
};
