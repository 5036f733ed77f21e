import { expect, test } from "vitest";
import { f32x4, i32 } from "../assembler/instructions.ts";
import { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import { instantiate } from "../web-assembly.ts";
import { addCompensated } from "./compensated-sum.ts";

test("ten million steps that float32 would round away add up to one part in ten million", () => {
  const module = new ModuleBuilder();
  module.define("run", [], (builder) => {
    const numbers = new Vectors(i32.const(0), 1024);
    const low = new Vectors(i32.const(0), 1040);
    builder.do(numbers.put(0, f32x4.const(1)));
    builder.loop(0, 1e7, 1, () => addCompensated(builder, numbers, low, 0, f32x4.const(1e-8)));
  });
  const exports = instantiate(module.build(65536)) as { run(): void; memory: { buffer: ArrayBuffer } };
  exports.run();
  for (const lane of new Float32Array(exports.memory.buffer, 1024, 4)) {
    expect(Math.abs(lane - 1.1)).toBeLessThan(1e-7 * 1.1);
  }
  expect(Math.fround(1 + 1e-8)).toBe(1);
});
