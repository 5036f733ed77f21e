import type { EncodedMoment, PolicyMoment } from "@drumlin/run";

/** A moment from its JSON. Throws RangeError when the bytes are not whole float32 numbers. */
export function decodedMoment({ step, frame, visited }: EncodedMoment): PolicyMoment {
  return { step, frame: decodedNumbers(frame), visited: decodedNumbers(visited) };
}

function decodedNumbers(base64: string): Float32Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Float32Array(bytes.buffer);
}
