import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { Info } from "../environment.ts";
import type { Outcome } from "../seeded-environment.ts";

/** Where the player is: the tile's index, row by row. */
export interface GridState {
  readonly tile: number;
}

/** One way an action may turn out. */
export interface Move {
  readonly probability: number;
  readonly tile: number;
  readonly reward: number;
  readonly terminated: boolean;
}

/** Draws one of the `moves` by its probability; `info.prob` tells it, as in Gymnasium. */
export function takeMove(moves: readonly Move[], generator: NumpyGenerator): Outcome<GridState> {
  const { tile, reward, terminated, probability } =
    moves[generator.categorical(moves.map((move) => move.probability))];
  return { state: { tile }, reward, terminated, info: { prob: probability } };
}

/** What `reset` reports: Gymnasium's probability of 1. */
export function certainReset(): Info {
  return { prob: 1 };
}
