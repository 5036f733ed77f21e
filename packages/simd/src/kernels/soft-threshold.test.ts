import { expect, test } from "vitest";
import { f32x4, i32 } from "../assembler/instructions.ts";
import { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import { instantiate } from "../web-assembly.ts";
import { softThreshold } from "./soft-threshold.ts";

/** Numbers with what rounding left of them, after the kernel. */
function thresholded(numbers: readonly number[], lows: readonly number[], threshold: number): number[] {
  const module = new ModuleBuilder();
  const number = new Vectors(i32.const(0), 1024);
  const low = new Vectors(i32.const(0), 1040);
  module.define("run", ["f32"], (builder) => {
    softThreshold(builder, number, low, 0, builder.let(f32x4.splat(builder.parameters[0])));
  });
  const exports = instantiate(module.build(65536)) as {
    run(threshold: number): void;
    memory: { buffer: ArrayBuffer };
  };
  const lanes = new Float32Array(exports.memory.buffer, 1024, 8);
  lanes.set([...numbers, ...lows]);
  exports.run(threshold);
  return [0, 1, 2, 3].map((lane) => lanes[lane]! + lanes[lane + 4]!);
}

test("what is above the threshold comes nearer to 0 by all of it, the rest is 0, with what rounding had left", () => {
  const [threshold, tiny] = [2 ** -12, 2 ** -30];
  const numbers = [3, -3, threshold, -threshold / 2];
  const lows = [tiny, -tiny, 2 ** -40, 2 ** -40];
  expect(thresholded(numbers, lows, threshold)).toEqual([3 + tiny - threshold, threshold - 3 - tiny, 0, 0]);
});

test("a threshold of 0, or none that is a number, changes nothing, and an endless one empties all", () => {
  for (const threshold of [0, Number.NaN]) {
    expect(thresholded([3, -3, 0, 1e-20], [0, 0, 0, 0], threshold)).toEqual([3, -3, 0, Math.fround(1e-20)]);
  }
  expect(thresholded([3, -3, 0, 1e-20], [0, 0, 0, 0], Number.POSITIVE_INFINITY)).toEqual([0, 0, 0, 0]);
});
