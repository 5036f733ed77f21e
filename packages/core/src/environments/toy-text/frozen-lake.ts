import { checkRecord, shown } from "../../options/check-option.ts";
import { any, boolean, choice, list, share } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { Info } from "../environment.ts";
import { type Outcome, SeededEnvironment } from "../seeded-environment.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { FROZEN_LAKE_MAPS } from "./frozen-lake-map.ts";
import { certainReset, type GridState, type Move, takeMove } from "./grid-move.ts";

export interface FrozenLakeOptions {
  /** Rows of the map: S start, F frozen, H hole, G goal; `generateRandomMap` makes one. Overrides `mapName`. */
  readonly desc?: readonly string[];
  /** One of the two maps of Gymnasium. "4x4" unless told. */
  readonly mapName?: keyof typeof FROZEN_LAKE_MAPS;
  /** Whether a move may go astray to either side. True unless told. */
  readonly isSlippery?: boolean;
  /** The probability that a move on slippery ice goes where it was meant to. 1/3 unless told. */
  readonly successRate?: number;
  /** The reward of reaching the goal, a hole and any other tile. [1, 0, 0] unless told. */
  readonly rewardSchedule?: readonly [goal: number, hole: number, frozen: number];
}

const OPTIONS = {
  mapName: choice(["4x4", "8x8"], "4x4"),
  isSlippery: boolean(true),
  successRate: share(1 / 3),
  rewardSchedule: list(any(), [1, 0, 0]),
};

/** How far each action moves down and to the right: left, down, right, up. */
const DIRECTIONS: readonly (readonly [rows: number, columns: number])[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
];

/**
 * Gymnasium's FrozenLake: cross a frozen lake without falling into a hole, on ice that lets a move go astray.
 * The observation is the tile's index, row by row. `info.prob` is the probability of the move that was made.
 */
export class FrozenLake extends SeededEnvironment<number, GridState> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace: Discrete;
  readonly actionSpace = new Discrete(4);
  /** Rows of the map. */
  readonly desc: readonly string[];
  readonly #slippery: boolean;
  readonly #successRate: number;
  readonly #rewards: readonly [number, number, number];

  /** @throws RangeError when the map is not a rectangle of S, F, H and G with a start, or a rate is not in [0, 1] */
  constructor(options: FrozenLakeOptions = {}, spec: EnvironmentSpec = frozenLakeV1) {
    super();
    checkRecord("options", options);
    const { desc, ...others } = options;
    const { mapName, isSlippery, successRate, rewardSchedule } = resolveOptions(
      "FrozenLake",
      OPTIONS,
      others,
    );
    const [goal, hole, frozen] = rewardSchedule;
    if (rewardSchedule.length !== 3) {
      throw new RangeError(
        `rewardSchedule is ${shown(rewardSchedule)}; it must be three numbers, of goal, hole and any other tile`,
      );
    }
    this.spec = spec;
    this.desc = checkedMap(desc === undefined ? FROZEN_LAKE_MAPS[mapName] : desc);
    this.observationSpace = new Discrete(this.desc.length * this.desc[0].length);
    this.#slippery = isSlippery;
    this.#successRate = successRate;
    this.#rewards = [goal, hole, frozen];
  }

  protected begin(generator: NumpyGenerator): GridState {
    const isStart = Array.from(this.desc.join(""), (tile) => (tile === "S" ? 1 : 0));
    const starts = isStart.reduce<number>((sum, one) => sum + one, 0);
    return { tile: generator.categorical(isStart.map((one) => one / starts)) };
  }

  protected advance(state: GridState, action: number, generator: NumpyGenerator): Outcome<GridState> {
    return takeMove(this.#moves(state.tile, action), generator);
  }

  protected observe(state: GridState): Float64Array {
    return Float64Array.of(state.tile);
  }

  protected override describeReset(): Info {
    return certainReset();
  }

  #moves(tile: number, action: number): Move[] {
    if ("GH".includes(this.#letter(tile))) return [{ probability: 1, tile, reward: 0, terminated: true }];
    if (!this.#slippery) return [this.#move(tile, action, 1)];
    const astray = (1 - this.#successRate) / 2;
    return [
      this.#move(tile, (action + 3) % 4, astray),
      this.#move(tile, action, this.#successRate),
      this.#move(tile, (action + 1) % 4, astray),
    ];
  }

  #move(from: number, direction: number, probability: number): Move {
    const columns = this.desc[0].length;
    const [down, right] = DIRECTIONS[direction];
    const row = Math.min(Math.max(Math.floor(from / columns) + down, 0), this.desc.length - 1);
    const column = Math.min(Math.max((from % columns) + right, 0), columns - 1);
    const tile = row * columns + column;
    const letter = this.#letter(tile);
    const [goal, hole, frozen] = this.#rewards;
    const reward = letter === "G" ? goal : letter === "H" ? hole : frozen;
    return { probability, tile, reward, terminated: letter === "G" || letter === "H" };
  }

  #letter(tile: number): string {
    const columns = this.desc[0].length;
    return this.desc[Math.floor(tile / columns)][tile % columns];
  }
}

function checkedMap(rows: readonly string[]): readonly string[] {
  const isMap = Array.isArray(rows) && rows.every((row) => typeof row === "string");
  const columns = isMap ? (rows[0]?.length ?? 0) : 0;
  if (columns === 0 || rows.some((row) => row.length !== columns || /[^SFHG]/.test(row))) {
    throw new RangeError(`desc is ${shown(rows)}; it must be equally long rows of the letters S, F, H and G`);
  }
  if (!rows.some((row) => row.includes("S"))) {
    throw new RangeError(`desc is ${shown(rows)}; it must have a start, S`);
  }
  return rows;
}

export const frozenLakeV1: EnvironmentSpec = {
  id: "FrozenLake-v1",
  description:
    "Cross a frozen lake of 4 by 4 tiles to the goal without falling into a hole; the ice is slippery.",
  rewardThreshold: 0.7,
  solvedReturn: 0.7,
  maxEpisodeSteps: 100,
  observationNames: [{ name: "tile", unit: "" }],
  actionNames: ["left", "down", "right", "up"],
};

export const frozenLake8x8V1: EnvironmentSpec = {
  ...frozenLakeV1,
  id: "FrozenLake8x8-v1",
  description:
    "Cross a frozen lake of 8 by 8 tiles to the goal without falling into a hole; the ice is slippery.",
  rewardThreshold: 0.85,
  solvedReturn: 0.85,
  maxEpisodeSteps: 200,
};
