import { expect, test } from "vitest";
import { LEARNER_OPTIONS } from "../../../core/src/backends/learner-problem.case.ts";
import { f32, f32x4, i32 } from "../assembler/instructions.ts";
import { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import { createLayout, LANES } from "../layout.ts";
import { instantiate } from "../web-assembly.ts";
import { scratchMatrix } from "./matrix.ts";
import { exponentialMinusIdentity } from "./symmetric-exponential.ts";

/** e^X − I in float64 by its series. */
function series(x: readonly number[][]): number[][] {
  const sum = x.map((row) => row.map(() => 0));
  let term = x.map((row, i) => row.map((_, j) => Number(i === j)));
  for (let n = 1; n <= 30; n++) {
    term = term.map((row) =>
      row.map((_, j) => row.reduce((total, entry, l) => total + (entry * x[l][j]) / n, 0)),
    );
    term.forEach((row, i) => {
      row.forEach((entry, j) => {
        sum[i][j] += entry;
      });
    });
  }
  return sum;
}

function symmetric(size: number, norm: number): number[][] {
  const raw = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => Math.cos(i * j + i + j)),
  );
  const length = Math.hypot(...raw.flat());
  return raw.map((row) => row.map((entry) => Math.fround((entry * norm) / length)));
}

/** The kernel's answer, in its first lane. */
function exponential(x: readonly number[][], norm: number): number[][] {
  const size = x.length;
  const layout = createLayout({ ...LEARNER_OPTIONS, observationSize: size });
  const [out, scaled, square] = ([0, 1, 2] as const).map((slot) => scratchMatrix(layout, slot));
  const module = new ModuleBuilder();
  module.define("run", [], (builder) => {
    const upper = new Vectors(i32.const(0), layout.hills);
    const [scale, greatest] = [builder.let(f32x4.const(1)), builder.let(f32.const(norm))];
    const read = (index: Parameters<typeof upper.get>[0]) => upper.get(index);
    exponentialMinusIdentity(builder, layout, out, scaled, square, read, scale, greatest);
  });
  const { run, memory } = instantiate(module.build(layout.bytes)) as {
    run(): void;
    memory: { buffer: ArrayBuffer };
  };
  const numbers = new Float32Array(memory.buffer);
  for (const [index, entry] of x.flatMap((row, i) => row.slice(i)).entries()) {
    numbers[layout.hills / 4 + LANES * index] = entry;
  }
  run();
  const first = layout.matrices / 4;
  return x.map((row, i) => row.map((_, j) => numbers[first + LANES * (i * size + j)]));
}

test("e^X − I to float32's rounding, short steps and long, written out and in loops", () => {
  for (const size of [1, 3, 8, 11]) {
    for (const norm of [1e-6, 5e-4, 6e-4, 7e-4, 0.01, 1 / 16, 0.07, 0.3, 1]) {
      const x = symmetric(size, norm);
      const expected = series(x).flat();
      const error = exponential(x, norm)
        .flat()
        .map((entry, i) => entry - expected[i]);
      const relative = Math.hypot(...error) / Math.hypot(...expected);
      expect(relative, `D ${size}, norm ${norm}`).toBeLessThan(3e-7);
    }
  }
});
