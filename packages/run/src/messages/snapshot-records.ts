import type { PolicyMoment } from "../record/policy-moment.ts";

/** step (float64), numbers of the frame, numbers of the visited observations (uint32 each). */
const HEADER_BYTES = 16;

/** Moments as one stretch of bytes, all little-endian: for each its header, its frame and its visited observations. */
export function writeSnapshots(moments: readonly PolicyMoment[]): Uint8Array<ArrayBuffer> {
  const size = moments.reduce(
    (sum, { frame, visited }) => sum + HEADER_BYTES + frame.byteLength + visited.byteLength,
    0,
  );
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { step, frame, visited } of moments) {
    view.setFloat64(at, step, true);
    view.setUint32(at + 8, frame.length, true);
    view.setUint32(at + 12, visited.length, true);
    at += HEADER_BYTES;
    for (const numbers of [frame, visited]) {
      bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
      at += numbers.byteLength;
    }
  }
  return bytes;
}

/** The moments that `writeSnapshots` wrote; views of the same bytes. Throws RangeError when they end too soon. */
export function readSnapshots(buffer: ArrayBuffer): PolicyMoment[] {
  const view = new DataView(buffer);
  const moments: PolicyMoment[] = [];
  for (let at = 0; at < buffer.byteLength; ) {
    const step = view.getFloat64(at, true);
    const [frameLength, visitedLength] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
    const frameAt = at + HEADER_BYTES;
    const frame = new Float32Array(buffer, frameAt, frameLength);
    const visited = new Float32Array(buffer, frameAt + frame.byteLength, visitedLength);
    moments.push({ step, frame, visited });
    at = frameAt + frame.byteLength + visited.byteLength;
  }
  return moments;
}
