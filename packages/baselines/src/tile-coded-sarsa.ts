import {
  type ActionMask,
  checkTransition,
  greedyAction,
  type HealthEvent,
  type Measurements,
  type OptionValues,
  option,
  resolveOptions,
  type Transition,
  Xoshiro128,
} from "drumlin";
import { type Baseline, countParameters, type ParameterCount } from "./baseline.ts";
import { exploringAction } from "./exploration.ts";

/** Options of tile-coded Sarsa(λ), by Sutton & Barto's habits: eight tilings of eight tiles, no exploration but by optimism. */
export const tileCodedSarsaOptions = {
  /** α: what the tilings together learn of a TD error; each weight's step is α over the number of tilings */
  stepSize: option.positive(0.5),
  /** γ */
  discount: option.share(1),
  /** λ */
  lambda: option.share(0.9),
  /** ε of the ε-greedy policy that is followed and learned */
  epsilon: option.share(0),
  /** what a visited tile's trace becomes: 1, or 1 more */
  traces: option.choice(["replacing", "accumulating"], "replacing"),
  /** Q before anything is learned: at least what can be earned makes a greedy policy try everything */
  initialValue: option.any(0),
  /** tilings, each shifted against the others */
  tilings: option.count(8),
  /** tiles of a tiling along each coordinate, between its bounds */
  tilesPerDimension: option.count(8),
  /** least value of each coordinate, beyond which all is seen as there; the observation space's when empty */
  low: option.list(option.any(), []),
  /** greatest value of each coordinate, beyond which all is seen as there; the observation space's when empty */
  high: option.list(option.any(), []),
  /** pairs at the observation's beginning that are an angle's cosine and sine: each is seen as that angle, in [−π, π] with ends that meet */
  anglePairs: option.integer(0, Number.MAX_VALUE, 0),
};
export type TileCodedSarsaOptions = OptionValues<typeof tileCodedSarsaOptions>;

/** Every option with its value. Throws RangeError naming the option that does not exist or fit, bounds of each coordinate included. */
export function resolveTileCodedSarsaOptions(
  observationSize: number,
  options: Partial<TileCodedSarsaOptions>,
): TileCodedSarsaOptions {
  const resolved = resolveOptions("tile-coded-sarsa", tileCodedSarsaOptions, options);
  const { low, high, anglePairs } = resolved;
  if (2 * anglePairs > observationSize) {
    throw new RangeError(
      `anglePairs is ${anglePairs}; it must be at most half the observation's ${observationSize} numbers`,
    );
  }
  const coordinateCount = observationSize - anglePairs;
  if (low.length !== coordinateCount || high.length !== coordinateCount) {
    throw new RangeError(
      `low has ${low.length} numbers and high ${high.length}; they must bound ${coordinateCount} coordinates`,
    );
  }
  const unbounded = low.findIndex((bound, i) => !(bound < high[i]));
  if (unbounded >= 0) {
    throw new RangeError(
      `low[${unbounded}] is ${low[unbounded]} and high[${unbounded}] is ${high[unbounded]}; low must be below high`,
    );
  }
  return resolved;
}

/** MountainCar: Sutton & Barto 2018, example 10.1. CartPole and Acrobot: chosen by us, see docs/baselines. */
export const tileCodedSarsaPresets: Readonly<Record<string, Partial<TileCodedSarsaOptions>>> = {
  "MountainCar-v0": {},
  "CartPole-v1": {
    stepSize: 0.1,
    discount: 0.99,
    initialValue: 100,
    tilings: 16,
    tilesPerDimension: 6,
    low: [-2.4, -3, -0.21, -3],
    high: [2.4, 3, 0.21, 3],
  },
  "Acrobot-v1": {
    stepSize: 0.2,
    tilesPerDimension: 6,
    anglePairs: 2,
    low: [-Math.PI, -Math.PI, -4 * Math.PI, -9 * Math.PI],
    high: [Math.PI, Math.PI, 4 * Math.PI, 9 * Math.PI],
  },
};

/** Traces below this are forgotten. */
const LEAST_TRACE = 0.01;

/**
 * Sarsa(λ) with tile coding (Sutton & Barto, *Reinforcement Learning*, 2nd edition, sections 9.5.4 and 12.7): Q(s, a) is `initialValue`
 * and the sum of one weight a tiling, all zero at first.
 */
export class TileCodedSarsa implements Baseline {
  readonly environmentCount = 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: TileCodedSarsaOptions;
  /** actionCount × tilings × tiles of a tiling */
  readonly weights: Float64Array;
  readonly policy = { act: (observation: ArrayLike<number>) => greedyAction(this.qValues(observation)) };
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  private readonly coder: TileCoder;
  /** z, where it is not 0 */
  private readonly traces = new Map<number, number>();
  /** The last step, until the action that follows it is known. */
  private waiting: { tiles: Int32Array; reward: number; nextObservation: Float64Array } | undefined;
  private tdError = 0;

  /** Throws RangeError where `low` and `high` are not finite bounds of every coordinate. */
  constructor(
    observationSize: number,
    actionCount: number,
    options: Partial<TileCodedSarsaOptions> = {},
    seed = 0,
  ) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveTileCodedSarsaOptions(observationSize, options);
    this.random = Xoshiro128.fromSeed(seed, 0);
    this.coder = new TileCoder(observationSize, this.options);
    this.weights = new Float64Array(actionCount * this.coder.tileCount);
  }

  /** Q(s, ·) */
  qValues(observation: ArrayLike<number>): Float64Array {
    const tiles = this.coder.tiles(observation);
    return Float64Array.from({ length: this.actionCount }, (_, a) => this.value(tiles, a));
  }

  act(observation: ArrayLike<number>, { mask }: { mask?: ActionMask } = {}): number {
    const { actionCount, observationSize, random } = this;
    const { epsilon } = this.options;
    const greedy = () => this.greedyAtRandom(observation, mask);
    return exploringAction(observation, mask, { actionCount, observationSize, epsilon, random, greedy });
  }

  /** Learns from the step before, now that its next action is known, and from this one where it ends an episode. */
  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    const { observation, action, reward, nextObservation, terminated, truncated } = transition;
    const { discount } = this.options;
    this.stepCount++;
    const tiles = this.coder.tiles(observation).map((tile) => tile + action * this.coder.tileCount);
    if (this.waiting && !isSame(this.waiting.nextObservation, observation)) this.forget();
    if (this.waiting) this.learn(this.waiting.tiles, this.waiting.reward + discount * this.value(tiles, 0));
    this.waiting = { tiles, reward, nextObservation: Float64Array.from(nextObservation) };
    if (!terminated && !truncated) return;

    // Beyond a truncation no action is taken: the greedy one stands for it.
    const nextValues = this.qValues(nextObservation);
    const beyond = terminated ? 0 : discount * nextValues[greedyAction(nextValues, transition.nextMask)];
    this.learn(tiles, reward + beyond);
    this.forget();
  }

  metrics(): Measurements {
    return { "losses/td": this.tdError, "model/nonzero_parameters": this.parameterCount().nonzero };
  }

  parameterCount(): ParameterCount {
    return countParameters([this.weights]);
  }

  dispose(): void {}

  private value(tiles: Int32Array, action: number): number {
    const offset = action * this.coder.tileCount;
    return tiles.reduce((sum, tile) => sum + this.weights[offset + tile], this.options.initialValue);
  }

  /** Among equal values at random: where all is 0 the first action must not always win. */
  private greedyAtRandom(observation: ArrayLike<number>, mask: ActionMask | undefined): number {
    const values = this.qValues(observation);
    const best = values[greedyAction(values, mask)];
    const ties: number[] = [];
    for (let a = 0; a < values.length; a++) if (values[a] === best && (!mask || mask[a])) ties.push(a);
    return ties[this.random.integer(ties.length)];
  }

  /** Sutton & Barto, section 12.7: z ← 1 (or z + 1) at the tiles, w ← w + α δ z, z ← γ λ z. */
  private learn(tiles: Int32Array, target: number): void {
    const { stepSize, tilings, discount, lambda, traces: kind } = this.options;
    this.tdError = target - this.value(tiles, 0);
    for (const tile of tiles) {
      this.traces.set(tile, kind === "replacing" ? 1 : (this.traces.get(tile) ?? 0) + 1);
    }
    const step = (stepSize / tilings) * this.tdError;
    for (const [tile, trace] of this.traces) {
      this.weights[tile] += step * trace;
      const left = discount * lambda * trace;
      if (left < LEAST_TRACE) this.traces.delete(tile);
      else this.traces.set(tile, left);
    }
    this.updateCount++;
  }

  private forget(): void {
    this.traces.clear();
    this.waiting = undefined;
  }
}

/** Which tile of each tiling holds an observation. */
export class TileCoder {
  /** Tiles of all tilings. */
  readonly tileCount: number;
  private readonly options: TileCodedSarsaOptions;
  private readonly coordinateCount: number;
  /** Tiles of a tiling along a coordinate: one more than fit between the bounds, for the offsets. */
  private readonly side: number;

  constructor(observationSize: number, options: TileCodedSarsaOptions) {
    const { anglePairs, tilings, tilesPerDimension } = options;
    this.options = options;
    this.coordinateCount = observationSize - anglePairs;
    this.side = tilesPerDimension + 1;
    this.tileCount = tilings * this.side ** this.coordinateCount;
  }

  /** One number for each tiling, in [0, tileCount). */
  tiles(observation: ArrayLike<number>): Int32Array {
    const { low, high, tilings, tilesPerDimension, anglePairs } = this.options;
    const positions = this.coordinates(observation).map((value, i) => {
      const share = (value - low[i]) / (high[i] - low[i]);
      // Just below 1, so that the upper bound belongs to the last tile.
      return Math.max(0, Math.min(1 - 1e-9, share)) * tilesPerDimension;
    });
    const tiles = new Int32Array(tilings);
    for (let tiling = 0; tiling < tilings; tiling++) {
      let tile = tiling;
      for (let i = 0; i < positions.length; i++) {
        // Displacement 1, 3, 5, …, as section 9.5.4 advises: equal ones make diagonals stand out.
        const offset = ((tiling * (2 * i + 1)) % tilings) / tilings;
        const along = Math.floor(positions[i] + offset);
        tile = tile * this.side + (i < anglePairs ? along % tilesPerDimension : along);
      }
      tiles[tiling] = tile;
    }
    return tiles;
  }

  private coordinates(observation: ArrayLike<number>): number[] {
    const { anglePairs } = this.options;
    const angles = Array.from({ length: anglePairs }, (_, pair) =>
      Math.atan2(observation[2 * pair + 1], observation[2 * pair]),
    );
    return [...angles, ...Array.from(observation).slice(2 * anglePairs)];
  }
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return Array.from(a).every((value, i) => value === b[i]);
}
