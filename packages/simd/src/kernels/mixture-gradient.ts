import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Variable } from "../assembler/function-builder.ts";
import { f32x4, i32 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { clearWeightSums, tileForces, tileObservations } from "./forces.ts";
import { eachTile } from "./loops.ts";
import { eachProduct, Matrix, scratchMatrix } from "./matrix.ts";
import { differenceEntries, differences, tileEntries } from "./squared-distance.ts";

/**
 * Sums over the minibatch for one group (method §4), to its gradient record: `weights` ∂L/∂ξ_{k,a} = Σ_{t: a_t=a} c_t G and
 * `pulls` Σ_t f_t d_t, with f_t = c_t ξ_{k,a_t} G; and to the first scratch matrix S = Σ_t f_t d_t d_tᵀ. `kept` points to the
 * group's G of the first sample, and beyond its last one afterwards.
 */
export function mixtureGradient(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  kept: Variable<"i32">,
): void {
  clearWeightSums(builder, layout, gradient);
  if (layout.unrolled) sumsInLocals(builder, layout, group, gradient, kept);
  else sumsAsProduct(builder, layout, group, gradient, kept);
}

/** Written out: pulls and the packed S add up in locals while the samples pass. */
function sumsInLocals(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  kept: Variable<"i32">,
): void {
  const { packed, options, hill, tile: samples } = layout;
  const size = options.observationSize;
  const zeros = (count: number) => Array.from({ length: count }, () => builder.let(f32x4.const(0)));
  const pulls = zeros(size);
  const scatters = zeros(packed);
  eachTile(builder, layout, samples, (tile) => {
    const observations = tileObservations(layout, tile, samples);
    const difference = differences(builder, layout, new Vectors(group, hill.current.means), observations);
    const forces = tileForces(builder, layout, group, gradient, kept, tile, samples);
    const forced = tileEntries(builder, layout, samples, (u, i) => f32x4.mul(forces[u], difference(u, i)));
    const add = (sum: Variable<"v128">, term: (u: number) => Value<"v128">) =>
      builder.set(sum, f32x4.add(sum, forces.map((_, u) => term(u)).reduce(f32x4.add)));
    let next = 0;
    for (let i = 0; i < size; i++) {
      add(pulls[i], (u) => forced(u, i));
      for (let j = i; j < size; j++) add(scatters[next++], (u) => f32x4.mul(forced(u, i), difference(u, j)));
    }
  });
  for (const [i, sum] of pulls.entries()) {
    builder.do(new Vectors(gradient, layout.gradient.pulls).put(i, sum));
  }
  const scatter = scratchMatrix(layout, 0);
  let next = 0;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) scatter.putSymmetric(builder, i, j, scatters[next++]);
  }
}

/** In loops: S is the product of the D×T matrices of f d and d, whose rows are read in their order. */
function sumsAsProduct(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  kept: Variable<"i32">,
): void {
  const { options, hill, sampleCount, tile: samples } = layout;
  const size = options.observationSize;
  const table = (offset: number) => new Matrix(new Vectors(i32.const(0), offset), size, sampleCount);
  const [differenceTable, forceTable] = [table(layout.differences), table(layout.forces)];
  const pulls = new Vectors(gradient, layout.gradient.pulls);
  builder.loop(0, size, 1, (i) => builder.do(pulls.put(i, f32x4.const(0))));
  const column = builder.let(i32.const(0));
  eachTile(builder, layout, samples, (tile) => {
    const observations = tileObservations(layout, tile, samples);
    const difference = differenceEntries(new Vectors(group, hill.current.means), observations);
    const forces = tileForces(builder, layout, group, gradient, kept, tile, samples);
    builder.loop(0, size, 1, (i) => {
      const start = builder.let(differenceTable.index(i, column) as Value<"i32">);
      const forced: Value<"v128">[] = forces.map((force, u) => {
        const entry = builder.let(difference(u, i));
        const product = builder.let(f32x4.mul(force, entry));
        builder.do(differenceTable.entries.from(start).put(u, entry));
        builder.do(forceTable.entries.from(start).put(u, product));
        return product;
      });
      builder.do(pulls.put(i, f32x4.add(pulls.get(i), forced.reduce(f32x4.add))));
    });
    builder.set(column, i32.add(column, i32.const(samples)));
  });
  const scatter = scratchMatrix(layout, 0);
  eachProduct(builder, layout, "upper", forceTable, differenceTable, (i, j, sum) =>
    scatter.putSymmetric(builder, i, j, sum),
  );
}
