import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Variable } from "../assembler/function-builder.ts";
import { f32x4, i32, v128 } from "../assembler/instructions.ts";
import { VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import { type Layout, TILE } from "../layout.ts";
import { eachTile } from "./loops.ts";
import { differences, type Entries, tileEntries } from "./squared-distance.ts";

/** Samples at a time where the sums are in locals: more would not fit a processor's registers. */
const UNROLLED_TILE = 2;

/**
 * Sums over the minibatch for one group (method §4), to its gradient record: `weights` ∂L/∂ξ_{k,a} = Σ_{t: a_t=a} c_t G,
 * `pulls` Σ_t f_t d_t and `scatters` S = Σ_t f_t d_t d_tᵀ, with f_t = c_t ξ_{k,a_t} G. `kept` points to the group's G of the
 * first sample, and beyond its last one afterwards.
 */
export function mixtureGradient(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  kept: Variable<"i32">,
): void {
  const { options, unrolled, hill, sample, gradient: offsets } = layout;
  const samples = unrolled ? UNROLLED_TILE : TILE;
  const indices = Array.from({ length: samples }, (_, u) => u);
  const weights = new Vectors(gradient, offsets.weights);
  builder.loop(0, options.actionCount, 1, (a) => builder.do(weights.put(a, f32x4.const(0))));
  const sums = unrolled ? localSums(builder, layout, gradient) : memorySums(builder, layout, gradient);

  eachTile(builder, layout, samples, (tile) => {
    const at = (u: number, field: number) => ({ pointer: tile, offset: u * sample.bytes + field });
    const means = new Vectors(group, hill.current.means);
    const observations = indices.map((u) => at(u, sample.observation));
    const difference = differences(builder, layout, means, observations);
    const forces = indices.map((u) => {
      const slope = v128.load32Splat(at(u, sample.slope));
      const slopedGaussian = builder.let(f32x4.mul(new Vectors(kept, 0).get(u), slope));
      const action = builder.let(i32.load(at(u, sample.action)));
      const sum = { pointer: builder.let(i32.add(gradient, action)), offset: offsets.weights };
      builder.do(v128.store(sum, f32x4.add(v128.load(sum), slopedGaussian)));
      const weight = v128.load({ pointer: i32.add(group, action), offset: hill.current.weights });
      return builder.let(f32x4.mul(slopedGaussian, weight));
    });
    const forced = tileEntries(builder, layout, samples, 1, (u, i) => f32x4.mul(forces[u], difference(u, i)));
    sums.add(
      (i) => indices.map((u) => forced(u, i)).reduce(f32x4.add),
      (i, j) => indices.map((u) => f32x4.mul(forced(u, i), difference(u, j))).reduce(f32x4.add),
    );
    builder.set(kept, i32.add(kept, i32.const(samples * VECTOR_BYTES)));
  });
  sums.finish();
}

/** Where the pulls and scatters of a group add up while its samples pass. */
interface Sums {
  /** Adds a tile's part: its f d (entry i), and its f d dᵀ (entry i ≤ j). */
  add(pull: (i: Entry) => Value<"v128">, scatter: (i: Entry, j: Entry) => Value<"v128">): void;
  finish(): void;
}
type Entry = Parameters<Entries>[1];

function localSums(builder: FunctionBuilder, layout: Layout, gradient: Value<"i32">): Sums {
  const { packed, options, gradient: offsets } = layout;
  const size = options.observationSize;
  const zeros = (count: number) => Array.from({ length: count }, () => builder.let(f32x4.const(0)));
  const pulls = zeros(size);
  const scatters = zeros(packed);
  return {
    add(pull, scatter) {
      let next = 0;
      for (let i = 0; i < size; i++) {
        builder.set(pulls[i], f32x4.add(pulls[i], pull(i)));
        for (let j = i; j < size; j++) {
          const sum = scatters[next++];
          builder.set(sum, f32x4.add(sum, scatter(i, j)));
        }
      }
    },
    finish() {
      for (const [i, sum] of pulls.entries()) builder.do(new Vectors(gradient, offsets.pulls).put(i, sum));
      for (const [i, sum] of scatters.entries()) {
        builder.do(new Vectors(gradient, offsets.scatters).put(i, sum));
      }
    },
  };
}

function memorySums(builder: FunctionBuilder, layout: Layout, gradient: Value<"i32">): Sums {
  const { packed, options, gradient: offsets } = layout;
  const size = options.observationSize;
  const pulls = new Vectors(gradient, offsets.pulls);
  const scatters = new Vectors(gradient, offsets.scatters);
  builder.loop(0, size, 1, (i) => builder.do(pulls.put(i, f32x4.const(0))));
  builder.loop(0, packed, 1, (i) => builder.do(scatters.put(i, f32x4.const(0))));
  return {
    add(pull, scatter) {
      const next = builder.let(gradient);
      builder.loop(0, size, 1, (i) => {
        builder.do(pulls.put(i, f32x4.add(pulls.get(i), pull(i))));
        builder.loop(i, size, 1, (j) => {
          const sum = new Vectors(next, offsets.scatters);
          builder.do(sum.put(0, f32x4.add(sum.get(0), scatter(i, j))));
          builder.set(next, i32.add(next, i32.const(VECTOR_BYTES)));
        });
      });
    },
    finish() {},
  };
}
