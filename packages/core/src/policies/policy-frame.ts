import { packedLength } from "../linalg/packed.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import type { PolicySource } from "./policy-source.ts";

/** Numbers before a frame's centre: D, A, live hills, reward scale. */
const HEADER = 4;

/** Where the hills of a frame begin: they are its end. Frames of before b and bounds had neither, and are as readable. */
function hillsAt(frame: Float32Array): number {
  const [size, actionCount, liveCount] = frame;
  return frame.length - liveCount * hillLength(size, actionCount);
}

function hillLength(size: number, actionCount: number): number {
  return 1 + size + packedLength(size) + actionCount;
}

/**
 * A moment of a policy as a stretch of float32, for what is drawn, streamed or kept as history: to single precision the policy,
 * at a tenth of its document's size. D, A, live hills L, reward scale, centre (D), scale (D), bound, b, least (D) and greatest (D)
 * that was visited; then for each hill its identity, mean (D), coefficients of d ↦ dᵀ C⁻¹ d (D(D+1)/2, off-diagonals doubled) and weights (A), all in normalised units.
 * Identities are exact up to 2²⁴.
 */
export function writePolicyFrame({ mixture, normalizer, identities }: PolicySource): Float32Array {
  const { observationSize: size, actionCount, liveCount, means, quadraticForms, weights } = mixture;
  const packed = packedLength(size);
  const rowLength = hillLength(size, actionCount);
  const first = HEADER + 4 * size + 2;
  const frame = new Float32Array(first + liveCount * rowLength);
  frame.set([size, actionCount, liveCount, normalizer.rewardScale]);
  frame.set(normalizer.center, HEADER);
  frame.set(normalizer.scale, HEADER + size);
  frame.set([normalizer.limit, normalizer.commonValue], HEADER + 2 * size);
  frame.set(normalizer.low, HEADER + 2 * size + 2);
  frame.set(normalizer.high, HEADER + 3 * size + 2);
  for (let k = 0; k < liveCount; k++) {
    let at = first + k * rowLength;
    frame[at++] = identities[k];
    for (let i = 0; i < size; i++) frame[at++] = means[k * size + i];
    for (let i = 0; i < packed; i++) frame[at++] = quadraticForms[k * packed + i];
    for (let a = 0; a < actionCount; a++) frame[at++] = weights[k * actionCount + a];
  }
  return frame;
}

/** The policy of a frame. Throws RangeError when it is not one. */
export function readPolicyFrame(frame: Float32Array): PolicySource {
  const [size, actionCount, liveCount, rewardScale] = frame;
  const packed = packedLength(size);
  const rowLength = hillLength(size, actionCount);
  const isCounted = isCount(size, 1) && isCount(actionCount, 1) && isCount(liveCount, 0);
  const first = hillsAt(frame);
  const isBounded = first === HEADER + 4 * size + 2;
  if (!isCounted || !(isBounded || first === HEADER + 2 * size)) {
    throw new RangeError(
      `a policy frame of ${frame.length} numbers does not hold what it says: ${liveCount} hills, ${size} observations, ${actionCount} actions`,
    );
  }
  const stretch = (offset: number, length: number) => {
    const rows = new Float64Array(liveCount * length);
    for (let k = 0; k < liveCount; k++) {
      const at = first + k * rowLength + offset;
      rows.set(frame.subarray(at, at + length), k * length);
    }
    return rows;
  };
  const row = (at: number) => Float64Array.from(frame.subarray(at, at + size));
  return {
    mixture: {
      observationSize: size,
      actionCount,
      liveCount,
      means: stretch(1, size),
      quadraticForms: stretch(1 + size, packed),
      weights: stretch(1 + size + packed, actionCount),
    },
    normalizer: new FixedNormalizer({
      center: row(HEADER),
      scale: row(HEADER + size),
      rewardScale,
      ...(isBounded && {
        limit: frame[HEADER + 2 * size],
        commonValue: frame[HEADER + 2 * size + 1],
        low: row(HEADER + 2 * size + 2),
        high: row(HEADER + 3 * size + 2),
      }),
    }),
    identities: Int32Array.from(stretch(0, 1)),
  };
}

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}

/** A frame's hills without their shapes: what their lives are drawn from. */
export interface FrameWeights {
  readonly actionCount: number;
  /** One a live hill, in the order of the mixture's rows. */
  readonly ids: Int32Array;
  /** hills × actionCount, in the reward's own units */
  readonly weights: Float32Array;
}

/** Who lives in a frame and what it weighs, at the cost of copying it. `frame` must be one that `writePolicyFrame` made. */
export function frameWeights(frame: Float32Array): FrameWeights {
  const [size, actionCount, liveCount, rewardScale] = frame;
  const weightsAt = 1 + size + packedLength(size);
  const rowLength = hillLength(size, actionCount);
  const first = hillsAt(frame);
  const ids = new Int32Array(liveCount);
  const weights = new Float32Array(liveCount * actionCount);
  for (let k = 0; k < liveCount; k++) {
    const row = first + k * rowLength;
    ids[k] = frame[row];
    for (let a = 0; a < actionCount; a++)
      weights[k * actionCount + a] = frame[row + weightsAt + a] * rewardScale;
  }
  return { actionCount, ids, weights };
}

/** Where the hill of an identity stands in a frame, in raw units, without reading the rest; undefined where it is not. */
export function hillCenterInFrame(frame: Float32Array, id: number): number[] | undefined {
  const [size, actionCount] = frame;
  const rowLength = hillLength(size, actionCount);
  for (let at = hillsAt(frame); at < frame.length; at += rowLength) {
    if (frame[at] !== id) continue;
    return Array.from(
      { length: size },
      (_, i) => frame[HEADER + i] + frame[HEADER + size + i] * frame[at + 1 + i],
    );
  }
  return undefined;
}
