import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index, Variable } from "../assembler/function-builder.ts";
import { f32, f32x4, i32 } from "../assembler/instructions.ts";
import type { Layout } from "../layout.ts";
import { eachPacked, eachProduct, type Matrix } from "./matrix.ts";

/** Norm up to which Y + Y²/2 is e^Y − I to float32's rounding: (6e-4)²/6 = 6e-8, half a unit in the last place. */
const SHORT_NORM = 6e-4;
/** Norm up to which Y + Y²/2 + Y³/6 + Y⁴/24 is e^Y − I to float32's rounding: (2⁻⁴)⁴/120 ≈ 1e-7. */
export const TAYLOR_NORM = 1 / 16;

/**
 * out ← e^{scale·X} − I for four symmetric matrices: half a product for a healthy step, whose norm is 5e-4, else scaling and
 * squaring. Without the identity, since such a step would lose three digits to it. X is given by its upper triangle; `norm` is the
 * greatest of scale·X. `scaled` and `square` are scratch. `whenLong` writes what is to be done beside where it is above `TAYLOR_NORM`. Every factor is a polynomial in X, so products are symmetric.
 */
export function exponentialMinusIdentity(
  builder: FunctionBuilder,
  layout: Layout,
  out: Matrix,
  scaled: Matrix,
  square: Matrix,
  upper: (index: Index, row: Index, column: Index) => Value<"v128">,
  scale: Variable<"v128">,
  norm: Variable<"f32">,
  whenLong: () => void = () => {},
): void {
  const squarings = builder.let(i32.const(0));
  builder.when(f32.greaterThan(norm, f32.const(TAYLOR_NORM)), () => {
    whenLong();
    builder.repeatWhile(() => {
      builder.set(squarings, i32.add(squarings, i32.const(1)));
      builder.set(norm, f32.mul(norm, f32.const(0.5)));
      builder.set(scale, f32x4.mul(scale, f32x4.const(0.5)));
      return f32.greaterThan(norm, f32.const(TAYLOR_NORM));
    });
  });
  eachPacked(builder, layout, (index, i, j) =>
    scaled.putSymmetric(builder, i, j, f32x4.mul(upper(index, i, j), scale)),
  );
  builder.when(
    f32.greaterThan(norm, f32.const(SHORT_NORM)),
    () => longExponential(builder, { ...layout, unrolled: false }, out, scaled, square, squarings),
    () =>
      eachProduct(builder, layout, "upper", scaled, scaled, (i, j, sum) => {
        const second = f32x4.mul(sum, builder.constant(0.5));
        out.putSymmetric(builder, i, j, f32x4.add(second, scaled.get(i, j)));
      }),
  );
}

/** out ← Y + Y²/2 + Y² (Y/6 + Y²/24), then so often (I + out)² − I. Rare, hence in loops at every size. */
function longExponential(
  builder: FunctionBuilder,
  layout: Layout,
  out: Matrix,
  scaled: Matrix,
  square: Matrix,
  squarings: Value<"i32">,
): void {
  const product = (left: Matrix, right: Matrix, put: (i: Index, j: Index, sum: Value<"v128">) => void) =>
    eachProduct(builder, layout, "upper", left, right, put);
  product(scaled, scaled, (i, j, sum) => {
    square.putSymmetric(builder, i, j, sum);
    const second = f32x4.mul(sum, f32x4.const(0.5));
    out.putSymmetric(builder, i, j, f32x4.add(second, scaled.get(i, j)));
  });
  eachPacked(builder, layout, (_index, i, j) => {
    const third = f32x4.mul(scaled.get(i, j), f32x4.const(1 / 6));
    const fourth = f32x4.mul(square.get(i, j), f32x4.const(1 / 24));
    scaled.putSymmetric(builder, i, j, f32x4.add(third, fourth));
  });
  product(square, scaled, (i, j, sum) => out.putSymmetric(builder, i, j, f32x4.add(sum, out.get(i, j))));
  builder.loop(0, squarings, 1, () => {
    // (I + E)² − I = 2E + E²
    product(out, out, (i, j, sum) => square.putSymmetric(builder, i, j, sum));
    eachPacked(builder, layout, (_index, i, j) => {
      const twice = f32x4.mul(out.get(i, j), f32x4.const(2));
      out.putSymmetric(builder, i, j, f32x4.add(square.get(i, j), twice));
    });
  });
}
