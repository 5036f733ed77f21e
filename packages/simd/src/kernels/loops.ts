import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Variable } from "../assembler/function-builder.ts";
import { f32, f32x4, i32 } from "../assembler/instructions.ts";
import type { Layout } from "../layout.ts";

/** `body` for every record of `bytes` bytes from `start` on, `count` of them, with a pointer to it. */
export function eachRecord(
  builder: FunctionBuilder,
  start: number,
  count: Value<"i32">,
  bytes: number,
  body: (pointer: Value<"i32">) => void,
): void {
  const end = i32.add(i32.const(start), i32.multiply(count, i32.const(bytes)));
  builder.loop(start, end, bytes, body);
}

/** `body` for the padded minibatch, `tile` samples at a time: a pointer to the first of them. */
export function eachTile(
  builder: FunctionBuilder,
  layout: Layout,
  tile: number,
  body: (pointer: Value<"i32">) => void,
): void {
  const { samples, sampleCount, sample } = layout;
  builder.loop(samples, samples + sampleCount * sample.bytes, tile * sample.bytes, body);
}

/** Sum of the four lanes. */
export function lanesSum(builder: FunctionBuilder, vector: Value<"v128">): Value<"f32"> {
  const lanes = builder.let(vector);
  const [a, b, c, d] = [0, 1, 2, 3].map((lane) => f32x4.lane(lanes, lane));
  return builder.let(f32.add(f32.add(a, b), f32.add(c, d)));
}

/** The greatest of the four lanes. */
export function greatestLane(builder: FunctionBuilder, vector: Value<"v128">): Variable<"f32"> {
  const lanes = builder.let(vector);
  const [a, b, c, d] = [0, 1, 2, 3].map((lane) => f32x4.lane(lanes, lane));
  return builder.let(f32.max(f32.max(a, b), f32.max(c, d)));
}
