import { packedLength } from "../linalg/packed.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import type { PolicySource } from "./policy-source.ts";

/** What a frame begins with; those of before scales were bounded begin with D, which is positive. */
const MARK = -2;
/** Numbers before a frame's centre: mark, D, A, live hills, numbers in a form, reward scale, bound, b. */
const HEADER = 8;
/** … and those of one of before: D, A, live hills, reward scale. */
const EARLIER_HEADER = 4;

/** Where everything stands in a frame. */
interface FrameLayout {
  readonly size: number;
  readonly actionCount: number;
  readonly liveCount: number;
  readonly formLength: number;
  readonly rewardScale: number;
  readonly limit: number;
  readonly commonValue: number;
  /** Whether least and greatest visited stand behind centre and scale. */
  readonly hasRange: boolean;
  readonly center: number;
  /** The first hill, and the numbers of one. */
  readonly hills: number;
  readonly hillLength: number;
}

function frameLayout(frame: Float32Array): FrameLayout {
  const isMarked = frame[0] === MARK;
  const [size, actionCount, liveCount] = isMarked ? frame.subarray(1) : frame;
  const formLength = isMarked ? frame[4] : packedLength(size);
  const center = isMarked ? HEADER : EARLIER_HEADER;
  return {
    size,
    actionCount,
    liveCount,
    formLength,
    rewardScale: frame[isMarked ? 5 : 3],
    limit: isMarked ? frame[6] : Number.POSITIVE_INFINITY,
    commonValue: isMarked ? frame[7] : 0,
    hasRange: isMarked,
    center,
    hills: center + (isMarked ? 4 : 2) * size,
    hillLength: 1 + size + formLength + actionCount,
  };
}

/**
 * A moment of a policy as a stretch of float32, for what is drawn, streamed or kept as history: to single precision the policy,
 * at a tenth of its document's size. A mark, D, A, live hills, numbers F in a form, reward scale, bound, b; centre (D), scale (D),
 * least (D) and greatest (D) that was visited; then for each hill its identity, mean (D), coefficients of d ↦ dᵀ C⁻¹ d (F:
 * D(D+1)/2, off-diagonals doubled, or D where it is diagonal) and weights (A), all in normalised units. Identities are exact up to
 * 2²⁴.
 */
export function writePolicyFrame({ mixture, normalizer, identities }: PolicySource): Float32Array {
  const {
    observationSize: size,
    actionCount,
    liveCount,
    means,
    formLength,
    quadraticForms,
    weights,
  } = mixture;
  const { center, scale, low, high, limit, rewardScale, commonValue } = normalizer;
  const hills = HEADER + 4 * size;
  const hillLength = 1 + size + formLength + actionCount;
  const frame = new Float32Array(hills + liveCount * hillLength);
  frame.set([MARK, size, actionCount, liveCount, formLength, rewardScale, limit, commonValue]);
  for (const [i, row] of [center, scale, low, high].entries()) frame.set(row, HEADER + i * size);
  for (let k = 0; k < liveCount; k++) {
    let at = hills + k * hillLength;
    frame[at++] = identities[k];
    for (let i = 0; i < size; i++) frame[at++] = means[k * size + i];
    for (let i = 0; i < formLength; i++) frame[at++] = quadraticForms[k * formLength + i];
    for (let a = 0; a < actionCount; a++) frame[at++] = weights[k * actionCount + a];
  }
  return frame;
}

/** The policy of a frame. Throws RangeError when it is not one. */
export function readPolicyFrame(frame: Float32Array): PolicySource {
  const { size, actionCount, liveCount, formLength, hasRange, hills, hillLength, ...known } =
    frameLayout(frame);
  const isCounted = isCount(size, 1) && isCount(actionCount, 1) && isCount(liveCount, 0);
  const isForm = formLength === size || formLength === packedLength(size);
  if (!isCounted || !isForm || frame.length !== hills + liveCount * hillLength) {
    throw new RangeError(
      `a policy frame of ${frame.length} numbers does not hold what it says: ${liveCount} hills, ${size} observations, ${actionCount} actions`,
    );
  }
  const row = (i: number) =>
    Float64Array.from(frame.subarray(known.center + i * size, known.center + (i + 1) * size));
  const stretch = (offset: number, length: number) => {
    const rows = new Float64Array(liveCount * length);
    for (let k = 0; k < liveCount; k++) {
      const at = hills + k * hillLength + offset;
      rows.set(frame.subarray(at, at + length), k * length);
    }
    return rows;
  };
  return {
    mixture: {
      observationSize: size,
      actionCount,
      liveCount,
      means: stretch(1, size),
      formLength,
      quadraticForms: stretch(1 + size, formLength),
      weights: stretch(1 + size + formLength, actionCount),
    },
    normalizer: new FixedNormalizer({
      ...known,
      center: row(0),
      scale: row(1),
      ...(hasRange && { low: row(2), high: row(3) }),
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
  const { size, actionCount, liveCount, formLength, rewardScale, hills, hillLength } = frameLayout(frame);
  const ids = new Int32Array(liveCount);
  const weights = new Float32Array(liveCount * actionCount);
  for (let k = 0; k < liveCount; k++) {
    const row = hills + k * hillLength;
    ids[k] = frame[row];
    const weightsAt = row + 1 + size + formLength;
    for (let a = 0; a < actionCount; a++) weights[k * actionCount + a] = frame[weightsAt + a] * rewardScale;
  }
  return { actionCount, ids, weights };
}

/** Where the hill of an identity stands in a frame, in raw units, without reading the rest; undefined where it is not. */
export function hillCenterInFrame(frame: Float32Array, id: number): number[] | undefined {
  const { size, center, hills, hillLength } = frameLayout(frame);
  for (let at = hills; at < frame.length; at += hillLength) {
    if (frame[at] !== id) continue;
    return Array.from(
      { length: size },
      (_, i) => frame[center + i] + frame[center + size + i] * frame[at + 1 + i],
    );
  }
  return undefined;
}
