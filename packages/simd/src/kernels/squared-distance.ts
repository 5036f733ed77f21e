import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index, Variable } from "../assembler/function-builder.ts";
import { type Address, f32x4, i32, v128 } from "../assembler/instructions.ts";
import { elementAddress, VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";

/** A quadratic form here is −log₂e times the precision's, so that G is a power of two. */
export const FORM_SCALE = -Math.LOG2E;

/** D vectors for each sample of a tile: entry i of sample u. */
export type Entries = (sample: number, entry: Index) => Value<"v128">;

/** Entries computed once, to be read as often as wanted: in locals where loops are unrolled, else in scratch memory. */
export function tileEntries(
  builder: FunctionBuilder,
  layout: Layout,
  samples: number,
  entry: Entries,
): Entries {
  const size = layout.options.observationSize;
  const indices = Array.from({ length: samples }, (_, u) => u);
  if (layout.unrolled) {
    const locals: Value<"v128">[][] = indices.map(() => []);
    for (let i = 0; i < size; i++) for (const u of indices) locals[u].push(builder.let(entry(u, i)));
    return (u, i) => locals[u][i as number];
  }
  const stretches = indices.map(
    (u) => new Vectors(i32.const(0), layout.tileDifferences + u * size * VECTOR_BYTES),
  );
  builder.loop(0, size, 1, (i) => {
    for (const u of indices) builder.do(stretches[u].put(i, entry(u, i)));
  });
  return (u, i) => stretches[u].get(i);
}

/** d = s − m for four hills and the samples of a tile, whose observations stand at the addresses given. */
export function differences(
  builder: FunctionBuilder,
  layout: Layout,
  means: Vectors,
  observations: readonly Address[],
): Entries {
  const difference = differenceEntries(means, observations);
  // A diagonal form reads each entry once.
  return layout.isDiagonal ? difference : tileEntries(builder, layout, observations.length, difference);
}

/** As `differences`, computed wherever it is read. */
export function differenceEntries(means: Vectors, observations: readonly Address[]): Entries {
  return (u, i) => {
    const { pointer, offset } = observations[u];
    return f32x4.sub(v128.load32Splat(elementAddress(pointer, offset, i, 4)), means.get(i));
  };
}

/** Σ_{i≤j} form_ij d_i d_j for four hills and each of `samples` samples: the quadratic form (method §2), row by row. */
export function quadraticForms(
  builder: FunctionBuilder,
  layout: Layout,
  forms: Vectors,
  difference: Entries,
  samples: number,
): readonly Value<"v128">[] {
  if (layout.isDiagonal) return diagonalForms(builder, layout, forms, difference, samples);
  const indices = Array.from({ length: samples }, (_, u) => u);
  return layout.unrolled
    ? unrolledForms(builder, layout.options.observationSize, forms, difference, indices)
    : loopedForms(builder, layout.options.observationSize, forms, difference, indices);
}

/** Σ_i form_i d_i² for four hills and each of `samples` samples: the quadratic form of a diagonal precision. */
function diagonalForms(
  builder: FunctionBuilder,
  layout: Layout,
  forms: Vectors,
  difference: Entries,
  samples: number,
): readonly Value<"v128">[] {
  const totals = Array.from({ length: samples }, () => builder.let(f32x4.const(0)));
  builder.each(0, layout.options.observationSize, layout.unrolled, (i) => {
    const coefficient = builder.let(forms.get(i));
    for (const [u, total] of totals.entries()) {
      const d = builder.let(difference(u, i));
      builder.set(total, f32x4.add(total, f32x4.mul(f32x4.mul(coefficient, d), d)));
    }
  });
  return totals;
}

/** Rows of a form at a time: d_j, read once for so many, and their sums over two samples fit a processor's registers. */
const ROWS = 2;

function unrolledForms(
  builder: FunctionBuilder,
  size: number,
  forms: Vectors,
  difference: Entries,
  indices: readonly number[],
): readonly Value<"v128">[] {
  const terms: Value<"v128">[][] = indices.map(() => []);
  let packed = 0;
  for (let first = 0; first < size; first += ROWS) {
    const rows: { i: number; coefficients: Vectors; sums: Variable<"v128">[] }[] = [];
    for (let i = first; i < Math.min(first + ROWS, size); i++) {
      rows.push({ i, coefficients: forms.from(packed - i), sums: [] });
      packed += size - i;
    }
    for (let j = first; j < size; j++) {
      const reached = rows.filter(({ i }) => i <= j);
      const coefficients = reached.map((row) => builder.let(row.coefficients.get(j)));
      for (const u of indices) {
        for (const [r, { i, sums }] of reached.entries()) {
          const term = f32x4.mul(coefficients[r], difference(u, j));
          if (i === j) sums[u] = builder.let(term);
          else builder.set(sums[u], f32x4.add(sums[u], term));
        }
      }
    }
    for (const { i, sums } of rows) {
      for (const u of indices) terms[u].push(builder.let(f32x4.mul(sums[u], difference(u, i))));
    }
  }
  return terms.map((each) => builder.let(each.reduce(f32x4.add)));
}

function loopedForms(
  builder: FunctionBuilder,
  size: number,
  forms: Vectors,
  difference: Entries,
  indices: readonly number[],
): readonly Value<"v128">[] {
  const totals = indices.map(() => builder.let(f32x4.const(0)));
  const pointer = builder.let(forms.pointer);
  builder.loop(0, size, 1, (i) => {
    const rows = indices.map(() => builder.let(f32x4.const(0)));
    builder.loop(i, size, 1, (j) => {
      const coefficient = builder.let(v128.load({ pointer, offset: forms.offset }));
      builder.set(pointer, i32.add(pointer, i32.const(VECTOR_BYTES)));
      for (const u of indices) {
        builder.set(rows[u], f32x4.add(rows[u], f32x4.mul(coefficient, difference(u, j))));
      }
    });
    for (const u of indices) {
      builder.set(totals[u], f32x4.add(totals[u], f32x4.mul(rows[u], difference(u, i))));
    }
  });
  return totals;
}
