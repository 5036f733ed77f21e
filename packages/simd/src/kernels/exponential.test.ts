import { expect, test } from "vitest";
import { i32, v128 } from "../assembler/instructions.ts";
import { ModuleBuilder } from "../assembler/module-builder.ts";
import { instantiate } from "../web-assembly.ts";
import { PowerOfTwo } from "./exponential.ts";

/** Where the test's function reads and writes four numbers; constants stand before. */
const PLACE = 1024;

function powersOfTwo(exponents: readonly number[]): number[] {
  const module = new ModuleBuilder();
  module.define("run", [], (builder) => {
    const at = { pointer: i32.const(0), offset: PLACE };
    builder.do(v128.store(at, new PowerOfTwo(builder, module).of(v128.load(at))));
  });
  const exports = instantiate(module.build(65536)) as { run(): void; memory: { buffer: ArrayBuffer } };
  const lanes = new Float32Array(exports.memory.buffer, PLACE, 4);
  return exponents.flatMap((_, i) => {
    if (i % 4 !== 0) return [];
    lanes.set(exponents.slice(i, i + 4));
    exports.run();
    return [...lanes];
  });
}

test("2^x to 2e-7 for every x from −64 to 0", () => {
  const exponents = Array.from({ length: 40_000 }, (_, i) => Math.fround((-64 * i) / 39_999));
  powersOfTwo(exponents).forEach((found, i) => {
    expect(Math.abs(found / 2 ** exponents[i] - 1)).toBeLessThan(2e-7);
  });
});

test("2^x is exact for whole x, and 2^−64 for every x below", () => {
  expect(powersOfTwo([0, -1, -13, -63])).toEqual([1, 0.5, 2 ** -13, 2 ** -63]);
  expect(powersOfTwo([-64, -64.5, -1e30, -Infinity])).toEqual(Array(4).fill(2 ** -64));
});
