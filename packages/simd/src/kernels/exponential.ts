import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4, i32x4 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";

/**
 * Polynomial of 2^r on [−½, ½], from the constant up: the one of degree 5 with the least greatest relative error (9.2e-8) among
 * those that are exactly 1 at 0, so that G is 1 at a hill's mean. In float32 arithmetic the error stays below 2e-7.
 */
const COEFFICIENTS = [
  1, 0.6931469775940107, 0.24022242103979624, 0.05550733776476809, 0.009671511471120954,
  0.0013264708790489271,
];
/** Adding it rounds a float32 to a whole number, which then stands in the low bits. */
const ROUNDER = 1.5 * 2 ** 23;
/** 2^x for smaller x counts as 2^−64: a hill that far away still has a gradient, too small to matter, but no subnormals. */
const LEAST_EXPONENT = -64;
const FRACTION_BITS = 23;

/**
 * 2^x of four numbers x ≤ 0; 1 where rounding has made x greater, next to 0 where it is not a number. Gaussians are powers of two here: the factor −log₂e is part of their quadratic forms. One
 * instance a function; it keeps the constants in locals.
 */
export class PowerOfTwo {
  private readonly builder: FunctionBuilder;
  private readonly coefficients: readonly Value<"v128">[];
  private readonly rounder: Value<"v128">;
  private readonly least: Value<"v128">;

  constructor(builder: FunctionBuilder, module: ModuleBuilder) {
    this.builder = builder;
    this.coefficients = COEFFICIENTS.map((value) => builder.let(module.constant(value)));
    this.rounder = builder.let(module.constant(ROUNDER));
    this.least = builder.let(module.constant(LEAST_EXPONENT));
  }

  of(exponent: Value<"v128">): Value<"v128"> {
    const { builder, coefficients, rounder, least } = this;
    const x = builder.let(f32x4.lesser(f32x4.const(0), f32x4.greater(least, exponent)));
    const rounded = builder.let(f32x4.add(x, rounder));
    const fraction = builder.let(f32x4.sub(x, f32x4.sub(rounded, rounder)));
    // Estrin's scheme: one multiplication more than Horner's, and half its chain of waiting.
    const square = builder.let(f32x4.mul(fraction, fraction));
    const [first, second, third] = [0, 2, 4].map((i) =>
      f32x4.add(f32x4.mul(coefficients[i + 1], fraction), coefficients[i]),
    );
    const upper = f32x4.add(f32x4.mul(third, square), second);
    const root = f32x4.add(f32x4.mul(upper, square), first);
    return builder.let(i32x4.add(root, i32x4.shiftLeft(rounded, FRACTION_BITS)));
  }
}
