import { type OptionValues, option, type Xoshiro128 } from "drumlin";
import type { Layer } from "./perceptron.ts";

/** Options that every network with masks has; settings that are not options follow Graesser et al. 2022's for classic control. */
export const sparsityOptions = {
  /**
   * How zeros are chosen. dense: none. pruning: gradual, by magnitude (Zhu & Gupta 2017). static: random, fixed. set: drops the
   * smallest, grows at random (Mocanu et al. 2018). rigl: grows by the greatest gradient (Evci et al. 2020). All spread their weights
   * over the layers by ERK.
   */
  sparsityMethod: option.choice(["dense", "pruning", "static", "set", "rigl"], "dense"),
  /** share of all weights (biases aside, which stay dense) that is 0 in the end */
  sparsity: {
    ...option.share(0),
    below: true,
  },
  /** updates between two changes of the masks */
  maskInterval: option.count(1000),
};
export type SparsityOptions = OptionValues<typeof sparsityOptions>;

/** Progress of training between which pruning goes on, and from which `set` and `rigl` leave the masks as they are. */
const PRUNING_BEGINS = 0.2;
const CHANGES_END = 0.75;
/** Share of a layer's weights that `set` and `rigl` replace at first; it falls to 0 as a cosine. */
const DROP_SHARE = 0.5;

/** Masks over the weights of a network's layers; where a mask is 0 the weight is 0 and stays so. */
export class SparseMasks {
  /** One for each layer, in the layout of its weights: 1 where a weight may differ from 0. None for `dense`. */
  readonly masks: readonly Uint8Array[];
  private readonly layers: readonly Layer[];
  private readonly options: SparsityOptions;
  private readonly random: Xoshiro128;

  /** Zeroes the weights that `static`, `set` and `rigl` begin without. */
  constructor(layers: readonly Layer[], options: SparsityOptions, random: Xoshiro128) {
    const { sparsityMethod, sparsity } = options;
    this.layers = layers;
    this.options = options;
    this.random = random;
    const masked = sparsityMethod === "dense" ? [] : layers;
    this.masks = masked.map(({ weights }) => new Uint8Array(weights.length).fill(1));
    if (sparsityMethod === "static" || sparsityMethod === "set" || sparsityMethod === "rigl") {
      for (const [index, count] of erdosRenyiCounts(layers, 1 - sparsity).entries()) {
        const mask = this.masks[index];
        const order = shuffled(mask.length, random);
        for (let rank = count; rank < order.length; rank++) mask[order[rank]] = 0;
      }
      this.apply();
    }
  }

  /** Zeroes the gradients of masked weights, so that an optimiser keeps no moments of them. */
  maskGradients(weightGradients: readonly Float32Array[]): void {
    for (const [index, mask] of this.masks.entries()) zeroWhereMasked(weightGradients[index], mask);
  }

  /** Zeroes the masked weights. */
  apply(): void {
    for (const [index, mask] of this.masks.entries()) zeroWhereMasked(this.layers[index].weights, mask);
  }

  /**
   * Changes the masks where it is time to.
   *
   * @param update number of the update just made, from 1
   * @param progress share of training that is over, in [0, 1]
   * @param weightGradients by each layer's weights, before `maskGradients`: what `rigl` grows by
   */
  adapt(update: number, progress: number, weightGradients: readonly Float32Array[]): void {
    const { sparsityMethod, sparsity, maskInterval } = this.options;
    if (update % maskInterval !== 0) return;
    if (sparsityMethod === "pruning") {
      const done = Math.min(1, (progress - PRUNING_BEGINS) / (CHANGES_END - PRUNING_BEGINS));
      // Zhu & Gupta 2017, eq. 1, from no zeros at first.
      if (done >= 0) this.prune(1 - sparsity * (1 - (1 - done) ** 3));
    } else if (sparsityMethod === "set" || sparsityMethod === "rigl") {
      if (progress >= CHANGES_END) return;
      const share = (DROP_SHARE / 2) * (1 + Math.cos((Math.PI * progress) / CHANGES_END));
      for (let index = 0; index < this.layers.length; index++) {
        this.regrow(index, share, sparsityMethod === "rigl" ? weightGradients[index] : undefined);
      }
    }
    this.apply();
  }

  /** Masks each layer's smallest weights until only those are left that ERK allots it of `density`; none comes back. */
  private prune(density: number): void {
    for (const [index, count] of erdosRenyiCounts(this.layers, density).entries()) {
      const { weights } = this.layers[index];
      const mask = this.masks[index];
      const live = positions(mask, 1).sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]));
      for (const at of live.slice(count)) mask[at] = 0;
    }
  }

  /** Drops `share` of a layer's live weights, the smallest, and grows as many where none lives, beginning at 0. */
  private regrow(index: number, share: number, gradient: Float32Array | undefined): void {
    const mask = this.masks[index];
    const { weights } = this.layers[index];
    const live = positions(mask, 1).sort((a, b) => Math.abs(weights[a]) - Math.abs(weights[b]));
    const dropped = live.slice(0, Math.round(share * live.length));
    for (const at of dropped) mask[at] = 0;

    // As in RigL's algorithm 1 a weight just dropped may grow again, from 0.
    const empty = positions(mask, 0);
    const order = shuffled(empty.length, this.random).map((rank) => empty[rank]);
    if (gradient) order.sort((a, b) => Math.abs(gradient[b]) - Math.abs(gradient[a]));
    for (const at of order.slice(0, dropped.length)) {
      mask[at] = 1;
      weights[at] = 0;
    }
  }
}

/**
 * How many weights each layer keeps so that together they keep `density` of all: in proportion to inputs + outputs (the
 * Erdős–Rényi(–kernel) rule of Mocanu et al. 2018 and Evci et al. 2020), at most all of a layer, what is over going to the others.
 */
export function erdosRenyiCounts(
  layers: readonly Pick<Layer, "inputs" | "outputs">[],
  density: number,
): number[] {
  const sizes = layers.map(({ inputs, outputs }) => inputs * outputs);
  const budget = Math.round(density * sum(sizes));
  const full = layers.map(() => false);
  for (;;) {
    const shares = layers.map(({ inputs, outputs }, index) => (full[index] ? 0 : inputs + outputs));
    const left = budget - sum(sizes.map((size, index) => (full[index] ? size : 0)));
    const exact = shares.map((share, index) =>
      full[index] ? sizes[index] : (left * share) / (sum(shares) || 1),
    );
    const over = exact.findIndex((count, index) => !full[index] && count > sizes[index]);
    if (over < 0) return roundToSum(exact, budget);
    full[over] = true;
  }
}

/** Whole numbers next to `exact` that sum to `total`: what rounding down leaves goes to the greatest fractions. */
function roundToSum(exact: readonly number[], total: number): number[] {
  const counts = exact.map(Math.floor);
  const byFraction = exact.map((_, index) => index).sort((a, b) => (exact[b] % 1) - (exact[a] % 1));
  const missing = total - sum(counts);
  for (const index of byFraction.slice(0, missing)) counts[index]++;
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function positions(mask: Uint8Array, wanted: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < mask.length; at++) if (mask[at] === wanted) found.push(at);
  return found;
}

function zeroWhereMasked(values: Float32Array, mask: Uint8Array): void {
  for (let at = 0; at < mask.length; at++) if (mask[at] === 0) values[at] = 0;
}

/** 0 … count − 1 in random order (Fisher–Yates). */
export function shuffled(count: number, random: Xoshiro128): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
