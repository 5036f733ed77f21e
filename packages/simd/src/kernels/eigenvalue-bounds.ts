import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Variable } from "../assembler/function-builder.ts";
import { f32x4, i32, v128 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import type { Layout } from "../layout.ts";
import { eachRecord } from "./loops.ts";
import { eachEntry, eachProduct, type Matrix, scratchMatrix, squareMatrix } from "./matrix.ts";
import { clamped, isOutside, type PrecisionRange } from "./precision-range.ts";

/** Jacobi's method converges quadratically: some six sweeps, in float32 fewer. */
const MAXIMUM_SWEEPS = 20;
/** Spacing of float32 numbers at 1. */
const EPSILON = 2 ** -23;
/** An eigenvalue counts as no smaller where it is divided by: a column of zeros stays one. */
const LEAST_EIGENVALUE = 1e-30;

/**
 * Defines `name(groups)`: W ← W V diag(√(clamp λ / λ)) Vᵀ, where P = WᵀW = V diag(λ) Vᵀ, for hills with an eigenvalue outside
 * the range; the others stay as they are. V by Hestenes' one-sided Jacobi method, four hills at once. `whenMoved` writes
 * what follows where one did.
 */
export function defineBound(
  module: ModuleBuilder,
  layout: Layout,
  name: string,
  range: PrecisionRange,
  whenMoved: (builder: FunctionBuilder) => void = () => {},
): number {
  const { hill, options } = layout;
  const size = options.observationSize;
  return module.define(name, ["i32"], (builder) => {
    const [groups] = builder.parameters;
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      const frames = squareMatrix(layout, group, hill.frames);
      const scaledLeft = scratchMatrix(layout, 0);
      const right = scratchMatrix(layout, 1);
      eachEntry(builder, layout, (i, j) => scaledLeft.put(builder, i, j, frames.get(i, j)));
      setIdentity(builder, right, size);
      orthogonalizeColumns(builder, scaledLeft, right, size);

      const moved = builder.let(f32x4.const(0));
      builder.loop(0, size, 1, (i) => {
        const eigenvalue = columnProduct(builder, scaledLeft, size, i, i);
        const outside = builder.let(isOutside(eigenvalue, range));
        builder.set(moved, v128.or(moved, outside));
        const divisor = f32x4.greater(eigenvalue, f32x4.const(LEAST_EIGENVALUE));
        const stretch = f32x4.sqrt(f32x4.div(clamped(eigenvalue, range), divisor));
        const factor = builder.let(v128.select(stretch, f32x4.const(1), outside));
        builder.loop(0, size, 1, (row) => {
          scaledLeft.put(builder, row, i, f32x4.mul(scaledLeft.get(row, i), factor));
        });
      });
      builder.when(v128.anyTrue(moved), () => {
        eachProduct(builder, layout, "all", scaledLeft, right, (i, j, sum) => {
          frames.put(builder, i, j, v128.select(sum, frames.get(i, j), moved));
        });
        const low = squareMatrix(layout, group, hill.framesLow);
        eachEntry(builder, layout, (i, j) => low.put(builder, i, j, v128.andNot(low.get(i, j), moved)));
        whenMoved(builder);
      });
    });
  });
}

function setIdentity(builder: FunctionBuilder, matrix: Matrix, size: number): void {
  builder.loop(0, size * size, 1, (i) => builder.do(matrix.entries.put(i, f32x4.const(0))));
  builder.loop(0, size, 1, (i) => matrix.put(builder, i, i, f32x4.const(1)));
}

/** Σ_row m(row, p) m(row, q) */
function columnProduct(
  builder: FunctionBuilder,
  matrix: Matrix,
  size: number,
  p: Variable<"i32">,
  q: Variable<"i32">,
): Variable<"v128"> {
  const sum = builder.let(f32x4.const(0));
  builder.loop(0, size, 1, (row) => {
    builder.set(sum, f32x4.add(sum, f32x4.mul(matrix.get(row, p), matrix.get(row, q))));
  });
  return sum;
}

/** Rotates the columns of `left`, and of `right` with them, until those of `left` are orthogonal. */
function orthogonalizeColumns(builder: FunctionBuilder, left: Matrix, right: Matrix, size: number): void {
  const sweeps = builder.let(i32.const(0));
  const rotated = builder.let(i32.const(0));
  builder.repeatWhile(() => {
    builder.set(rotated, i32.const(0));
    builder.loop(0, size - 1, 1, (p) => {
      builder.loop(i32.add(p, i32.const(1)), size, 1, (q) => {
        orthogonalize(builder, left, right, size, p, q, rotated);
      });
    });
    builder.set(sweeps, i32.add(sweeps, i32.const(1)));
    return i32.and(rotated, i32.lessThan(sweeps, i32.const(MAXIMUM_SWEEPS)));
  });
}

function orthogonalize(
  builder: FunctionBuilder,
  left: Matrix,
  right: Matrix,
  size: number,
  p: Variable<"i32">,
  q: Variable<"i32">,
  rotated: Variable<"i32">,
): void {
  const pp = columnProduct(builder, left, size, p, p);
  const qq = columnProduct(builder, left, size, q, q);
  const pq = columnProduct(builder, left, size, p, q);
  // An inner product is known to `size` roundings.
  const known = f32x4.mul(f32x4.mul(f32x4.sqrt(pp), f32x4.sqrt(qq)), f32x4.const(size * EPSILON));
  const oblique = builder.let(f32x4.greaterThan(f32x4.abs(pq), known));
  builder.when(v128.anyTrue(oblique), () => {
    builder.set(rotated, i32.const(1));
    const one = f32x4.const(1);
    const cotangent = builder.let(f32x4.div(f32x4.sub(qq, pp), f32x4.mul(pq, f32x4.const(2))));
    const root = f32x4.sqrt(f32x4.add(one, f32x4.mul(cotangent, cotangent)));
    const magnitude = f32x4.div(one, f32x4.add(f32x4.abs(cotangent), root));
    const isNegative = f32x4.lessThan(cotangent, f32x4.const(0));
    const signed = v128.select(f32x4.negate(magnitude), magnitude, isNegative);
    // Lanes whose columns are orthogonal already turn by no angle.
    const tangent = builder.let(v128.and(signed, oblique));
    const cosine = builder.let(f32x4.div(one, f32x4.sqrt(f32x4.add(one, f32x4.mul(tangent, tangent)))));
    const sine = builder.let(f32x4.mul(tangent, cosine));
    builder.loop(0, size, 1, (row) => {
      for (const matrix of [left, right]) turn(builder, matrix, row, p, q, cosine, sine);
    });
  });
}

function turn(
  builder: FunctionBuilder,
  matrix: Matrix,
  row: Variable<"i32">,
  p: Variable<"i32">,
  q: Variable<"i32">,
  cosine: Value<"v128">,
  sine: Value<"v128">,
): void {
  const x = builder.let(matrix.get(row, p));
  const y = builder.let(matrix.get(row, q));
  matrix.put(builder, row, p, f32x4.sub(f32x4.mul(cosine, x), f32x4.mul(sine, y)));
  matrix.put(builder, row, q, f32x4.add(f32x4.mul(sine, x), f32x4.mul(cosine, y)));
}
