import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index, Variable } from "../assembler/function-builder.ts";
import { f32x4 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import { type Layout, TILE } from "../layout.ts";
import { clearWeightSums, tileForces, tileObservations } from "./forces.ts";
import { eachTile } from "./loops.ts";
import { differences, FORM_SCALE } from "./squared-distance.ts";

/**
 * Sums over the minibatch for one group (method §4), to its gradient record: `weights` ∂L/∂ξ_{k,a} = Σ_{t: a_t=a} c_t G, `pulls`
 * Σ_t f_t d_t and `frames` the diagonal of S = Σ_t f_t d_t d_tᵀ. `kept` as in `tileForces`.
 */
export function diagonalMixtureGradient(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  kept: Variable<"i32">,
): void {
  const { options, unrolled, hill, gradient: offsets } = layout;
  const size = options.observationSize;
  const pulls = createSums(builder, size, unrolled, new Vectors(gradient, offsets.pulls));
  const scatters = createSums(builder, size, unrolled, new Vectors(gradient, offsets.frames));
  clearWeightSums(builder, layout, gradient);
  eachTile(builder, layout, TILE, (tile) => {
    const forces = tileForces(builder, layout, group, gradient, kept, tile, TILE);
    const means = new Vectors(group, hill.current.means);
    const difference = differences(builder, layout, means, tileObservations(layout, tile, TILE));
    builder.each(0, size, unrolled, (i) => {
      const entries = forces.map((force, u) => {
        const d = builder.let(difference(u, i));
        return { d, forced: builder.let(f32x4.mul(force, d)) };
      });
      pulls.add(i, entries.map(({ forced }): Value<"v128"> => forced).reduce(f32x4.add));
      scatters.add(i, entries.map(({ d, forced }) => f32x4.mul(forced, d)).reduce(f32x4.add));
    });
  });
  for (const sums of [pulls, scatters]) sums.finish();
}

/** D sums that begin at 0: in locals where loops are unrolled, and written to `place` at the end; else there from the beginning. */
function createSums(builder: FunctionBuilder, size: number, unrolled: boolean, place: Vectors) {
  const zero = f32x4.const(0);
  if (unrolled) {
    const locals = Array.from({ length: size }, () => builder.let(zero));
    return {
      add: (i: Index, value: Value<"v128">) => {
        const local = locals[i as number];
        builder.set(local, f32x4.add(local, value));
      },
      finish: () => {
        for (const [i, local] of locals.entries()) builder.do(place.put(i, local));
      },
    };
  }
  builder.loop(0, size, 1, (i) => builder.do(place.put(i, zero)));
  return {
    add: (i: Index, value: Value<"v128">) => builder.do(place.put(i, f32x4.add(place.get(i), value))),
    finish: () => {},
  };
}

/** ∂L/∂m_i = 2 P_ii Σ_t f_t d_t,i and ĝ_i = w_i² S_ii in the place of S_ii, from the sums over the minibatch. */
export function diagonalParameterGradient(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  addSquare: (value: Value<"v128">) => void,
): void {
  const { options, unrolled, hill, gradient: offsets } = layout;
  const at = (offset: number) => new Vectors(gradient, offset);
  const frames = new Vectors(group, hill.frames);
  const forms = new Vectors(group, hill.current.forms);
  builder.each(0, options.observationSize, unrolled, (i) => {
    const precision = f32x4.mul(forms.get(i), f32x4.const(2 / FORM_SCALE));
    builder.do(at(offsets.means).put(i, f32x4.mul(precision, at(offsets.pulls).get(i))));
    const w = builder.let(frames.get(i));
    const slope = builder.let(f32x4.mul(f32x4.mul(w, w), at(offsets.frames).get(i)));
    builder.do(at(offsets.frames).put(i, slope));
    addSquare(slope);
  });
}
