import type { ReplayBuffer } from "./replay-buffer.ts";

/** Bytes one entry takes when written: 2D + 3 little-endian float64 numbers (s, s', r, discount, a), then A mask bytes. */
export function recordLength(observationSize: number, actionCount: number): number {
  return (2 * observationSize + 3) * 8 + actionCount;
}

/**
 * Entries number `since` … appendedCount − 1 as bytes, oldest first; entries already overwritten are left out. What a
 * checkpoint appends instead of rewriting the buffer.
 */
export function writeRecords(buffer: ReplayBuffer, since: number): Uint8Array {
  const { observationSize: size, actionCount } = buffer;
  const first = Math.max(since, buffer.appendedCount - buffer.length);
  const length = recordLength(size, actionCount);
  const bytes = new Uint8Array(Math.max(0, buffer.appendedCount - first) * length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (value: number) => {
    view.setFloat64(at, value, true);
    at += 8;
  };
  for (let number = first; number < buffer.appendedCount; number++) {
    const row = buffer.rowOf(number);
    for (let i = 0; i < size; i++) put(buffer.observations[row * size + i]);
    for (let i = 0; i < size; i++) put(buffer.nextObservations[row * size + i]);
    put(buffer.rewards[row]);
    put(buffer.discounts[row]);
    put(buffer.actions[row]);
    for (let a = 0; a < actionCount; a++) bytes[at++] = buffer.nextMasks[row * actionCount + a];
  }
  return bytes;
}

/** Sums of a thousand rewards of 1e100, the greatest that an agent takes. */
const LARGEST = 1e104;

/**
 * Refills an empty buffer so that it ends as the one that wrote `chunks` (in order) and had appended `appendedCount`
 * entries. Throws RangeError when the chunks hold fewer entries than the buffer held, or are torn.
 */
export function readRecords(
  buffer: ReplayBuffer,
  chunks: readonly Uint8Array[],
  appendedCount: number,
): void {
  const { observationSize: size, actionCount } = buffer;
  const length = recordLength(size, actionCount);
  const held = Math.min(appendedCount, buffer.capacity);
  const written = chunks.reduce((sum, chunk) => sum + chunk.length, 0) / length;
  if (chunks.some((chunk) => chunk.length % length !== 0)) {
    throw new RangeError("the replay buffer's records are torn: a chunk ends within a transition");
  }
  if (written < held) {
    throw new RangeError(`the replay buffer's records hold ${written} transitions; ${held} are needed`);
  }
  const isNumber = (value: number) => Math.abs(value) <= LARGEST;
  const observation = new Float64Array(size);
  const nextObservation = new Float64Array(size);
  buffer.appendedCount = appendedCount - held;
  let skip = written - held;
  for (const chunk of chunks) {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < chunk.length; at += length) {
      if (skip-- > 0) continue;
      for (let i = 0; i < size; i++) {
        observation[i] = view.getFloat64(at + 8 * i, true);
        nextObservation[i] = view.getFloat64(at + 8 * (size + i), true);
      }
      const numbers = at + 16 * size;
      const reward = view.getFloat64(numbers, true);
      const discount = view.getFloat64(numbers + 8, true);
      const action = view.getFloat64(numbers + 16, true);
      const mask = chunk.subarray(numbers + 24, numbers + 24 + actionCount);
      const isTransition =
        observation.every(isNumber) &&
        nextObservation.every(isNumber) &&
        isNumber(reward) &&
        discount >= 0 &&
        discount <= 1 &&
        Number.isInteger(action) &&
        action >= 0 &&
        action < actionCount &&
        mask.includes(1) &&
        mask.every((allowed) => allowed <= 1);
      if (!isTransition) {
        throw new RangeError("the replay buffer's records hold what is no transition: they are damaged");
      }
      buffer.append(observation, 0, action, reward, nextObservation, mask, discount);
    }
  }
}
