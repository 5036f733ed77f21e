import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index } from "../assembler/function-builder.ts";
import { f32, f32x4, i32 } from "../assembler/instructions.ts";
import type { Layout } from "../layout.ts";
import { eachEntry, type Matrix, productEntry } from "./matrix.ts";

/** Norm up to which Y + Y²/2 + Y³/6 + Y⁴/24 is e^Y − I to float32's rounding: (2⁻⁴)⁴/120 ≈ 1e-7. */
const TAYLOR_NORM = 1 / 16;

/**
 * x ← e^{scale·X} − I for four symmetric matrices by scaling and squaring; `norms` are those of scale·X. Without the identity,
 * since a step of norm 1e-3 would lose three digits to it. `square` and `higher` are scratch.
 */
export function exponentialMinusIdentity(
  builder: FunctionBuilder,
  layout: Layout,
  x: Matrix,
  square: Matrix,
  higher: Matrix,
  scale: Value<"v128">,
  norms: Value<"v128">,
): void {
  const lanes = builder.let(norms);
  const [a, b, c, d] = [0, 1, 2, 3].map((lane) => f32x4.lane(lanes, lane));
  const norm = builder.let(f32.max(f32.max(a, b), f32.max(c, d)));
  const factor = builder.let(scale);
  const squarings = builder.let(i32.const(0));
  builder.when(f32.greaterThan(norm, f32.const(TAYLOR_NORM)), () => {
    builder.repeatWhile(() => {
      builder.set(squarings, i32.add(squarings, i32.const(1)));
      builder.set(norm, f32.mul(norm, f32.const(0.5)));
      builder.set(factor, f32x4.mul(factor, f32x4.const(0.5)));
      return f32.greaterThan(norm, f32.const(TAYLOR_NORM));
    });
  });

  const put = (matrix: Matrix, entry: (i: Index, j: Index) => Value<"v128">) =>
    eachEntry(builder, layout, "upper", (i, j) => matrix.putSymmetric(builder, i, j, entry(i, j)));
  const product = (left: Matrix, right: Matrix) => (i: Index, j: Index) =>
    productEntry(
      builder,
      layout,
      (l) => left.get(i, l),
      (l) => right.get(l, j),
    );

  eachEntry(builder, layout, "all", (i, j) => x.put(builder, i, j, f32x4.mul(x.get(i, j), factor)));
  put(square, product(x, x));
  // Y³/6 + Y⁴/24 = Y² (Y/6 + Y²/24). Every factor is a polynomial in Y, so products are symmetric.
  put(higher, (i, j) => {
    const third = f32x4.mul(x.get(i, j), f32x4.const(1 / 6));
    return f32x4.add(third, f32x4.mul(square.get(i, j), f32x4.const(1 / 24)));
  });
  const third = product(square, higher);
  put(x, (i, j) => {
    const second = f32x4.add(x.get(i, j), f32x4.mul(square.get(i, j), f32x4.const(0.5)));
    return f32x4.add(third(i, j), second);
  });
  builder.loop(0, squarings, 1, () => {
    // (I + E)² − I = 2E + E²
    put(square, product(x, x));
    put(x, (i, j) => f32x4.add(square.get(i, j), f32x4.mul(x.get(i, j), f32x4.const(2))));
  });
}
