import { f32, f32x4, i32 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { elementAddress, Vectors } from "../assembler/vectors.ts";
import type { Layout, MixtureOffsets } from "../layout.ts";
import { PowerOfTwo } from "./exponential.ts";
import { eachRecord, lanesSum } from "./loops.ts";
import { differences, quadraticForms } from "./squared-distance.ts";

/** Defines `name(groups)`: Q of the one observation at `point`, for every action, to `pointValues` (method §2). */
export function definePointValues(
  module: ModuleBuilder,
  layout: Layout,
  name: string,
  mixture: MixtureOffsets,
): number {
  const { actionCount } = layout.options;
  return module.define(name, ["i32"], (builder) => {
    const [groups] = builder.parameters;
    const powerOfTwo = new PowerOfTwo(builder, module);
    const sums = new Vectors(i32.const(0), layout.pointSums);
    const unrolled = layout.unrolledActions;
    builder.each(0, actionCount, unrolled, (a) => builder.do(sums.put(a, f32x4.const(0))));
    eachRecord(builder, layout.hills, groups, layout.hill.bytes, (group) => {
      const observation = { pointer: i32.const(0), offset: layout.point };
      const means = new Vectors(group, mixture.means);
      const weights = new Vectors(group, mixture.weights);
      const difference = differences(builder, layout, means, [observation]);
      const forms = new Vectors(group, mixture.forms);
      const [exponent] = quadraticForms(builder, layout, forms, difference, 1);
      const gaussian = powerOfTwo.of(exponent);
      builder.each(0, actionCount, unrolled, (a) => {
        builder.do(sums.put(a, f32x4.add(sums.get(a), f32x4.mul(weights.get(a), gaussian))));
      });
    });
    builder.each(0, actionCount, unrolled, (a) => {
      const address = elementAddress(i32.const(0), layout.pointValues, a, 4);
      builder.do(f32.store(address, lanesSum(builder, sums.get(a))));
    });
  });
}
