import { choleskyFactor } from "../linalg/cholesky.ts";
import { packedLength, unpackSymmetric } from "../linalg/packed.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import type { Normalizer } from "../normalizers/normalizer.ts";
import type { PolicySource } from "./policy-source.ts";

/**
 * A policy as data: z = (s − center) / scale, every entry bounded to ± limit (null: it is not);
 * Q(s, a) = commonValue + rewardScale · Σ_hills weights[a] · exp(−(z − mean)ᵀ P (z − mean)), P the symmetric matrix whose upper
 * triangle, row by row, is `precision`, or the diagonal one of that diagonal where every hill's `precision` has as many numbers as
 * an observation. The action is the first of greatest Q. `visited`: the least and the greatest that was seen of each
 * observation, null where that is not known. Version 1 had none of limit, commonValue and visited.
 */
export interface PolicyDocument {
  readonly format: "drumlin-policy";
  readonly version: 2;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly center: readonly number[];
  readonly scale: readonly number[];
  readonly limit: number | null;
  readonly visited: ObservationRange | null;
  readonly rewardScale: number;
  readonly commonValue: number;
  readonly hills: readonly HillDocument[];
}

/** Of each observation a least and a greatest value, in its own units. */
export interface ObservationRange {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** One hill of a policy document, in normalised coordinates. */
export interface HillDocument {
  readonly id: number;
  readonly mean: readonly number[];
  readonly precision: readonly number[];
  readonly weights: readonly number[];
}

/** The policy as data, to the bit. */
export function writePolicyDocument({ mixture, normalizer, identities }: PolicySource): PolicyDocument {
  const { observationSize, actionCount, liveCount, means, formLength, quadraticForms, weights } = mixture;
  const row = (table: Float64Array, k: number, length: number) =>
    Array.from(table.subarray(k * length, (k + 1) * length));
  return {
    format: "drumlin-policy",
    version: 2,
    observationSize,
    actionCount,
    center: Array.from(normalizer.center),
    scale: Array.from(normalizer.scale),
    limit: Number.isFinite(normalizer.limit) ? normalizer.limit : null,
    visited: visitedRange(normalizer),
    rewardScale: normalizer.rewardScale,
    commonValue: normalizer.commonValue,
    hills: Array.from({ length: liveCount }, (_, k) => ({
      id: identities[k],
      mean: row(means, k, observationSize),
      precision: scaleOffDiagonals(row(quadraticForms, k, formLength), observationSize, 0.5),
      weights: row(weights, k, actionCount),
    })),
  };
}

/** The policy of a document. Throws RangeError naming the first thing that is not as it should be. */
export function readPolicyDocument(value: unknown): PolicySource {
  const { observationSize, actionCount, hills, center, scale, limit, visited, rewardScale, commonValue } =
    checkPolicyDocument(value);
  const precisions = hills.flatMap((hill) => scaleOffDiagonals(hill.precision, observationSize, 2));
  return {
    mixture: {
      observationSize,
      actionCount,
      liveCount: hills.length,
      formLength: hills[0]?.precision.length ?? packedLength(observationSize),
      means: Float64Array.from(hills.flatMap((hill) => hill.mean)),
      quadraticForms: Float64Array.from(precisions),
      weights: Float64Array.from(hills.flatMap((hill) => hill.weights)),
    },
    normalizer: new FixedNormalizer({
      center: Float64Array.from(center),
      scale: Float64Array.from(scale),
      rewardScale,
      commonValue,
      ...(limit !== null && { limit }),
      ...(visited && { low: Float64Array.from(visited.low), high: Float64Array.from(visited.high) }),
    }),
    identities: hills.map((hill) => hill.id),
  };
}

/** What was seen of each observation; null where that is not known. */
export function visitedRange({ low, high }: Normalizer): ObservationRange | null {
  const isKnown = low.every(Number.isFinite) && high.every(Number.isFinite);
  return isKnown ? { low: Array.from(low), high: Array.from(high) } : null;
}

/** A mixture stores off-diagonal entries doubled, a document as they are; halving and doubling are exact. */
function scaleOffDiagonals(entries: readonly number[], size: number, factor: number): readonly number[] {
  if (entries.length === size) return entries;
  const scaled: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      scaled.push(entries[scaled.length] * (row === column ? 1 : factor));
    }
  }
  return scaled;
}

function checkPolicyDocument(value: unknown): PolicyDocument {
  const document = record(value, "the policy document");
  if (document.format !== "drumlin-policy") {
    throw new RangeError(`format is ${JSON.stringify(document.format)}; it must be "drumlin-policy"`);
  }
  const { version } = document;
  if (version !== 1 && version !== 2) {
    throw new RangeError(`version is ${JSON.stringify(version)}; this Drumlin reads versions 1 and 2`);
  }
  const observationSize = count(document.observationSize, "observationSize");
  const actionCount = count(document.actionCount, "actionCount");
  numbers(document.center, observationSize, "center");
  for (const scale of numbers(document.scale, observationSize, "scale")) positive(scale, "scale");
  positive(document.rewardScale, "rewardScale");
  if (version === 2) checkBounds(document, observationSize);
  if (!Array.isArray(document.hills)) throw new RangeError("hills must be an array");
  // As the first hill is, so are all.
  const isDiagonal = document.hills[0]?.precision?.length === observationSize;
  document.hills.forEach((entry: unknown, index) => {
    const hill = record(entry, `hills[${index}]`);
    if (!Number.isInteger(hill.id)) throw new RangeError(`hills[${index}].id must be an integer`);
    numbers(hill.mean, observationSize, `hills[${index}].mean`);
    const length = isDiagonal ? observationSize : packedLength(observationSize);
    positiveDefinite(
      numbers(hill.precision, length, `hills[${index}].precision`),
      observationSize,
      `hills[${index}].precision`,
    );
    numbers(hill.weights, actionCount, `hills[${index}].weights`);
  });
  const earlier = { limit: null, visited: null, commonValue: 0 };
  return { ...(version === 1 && earlier), ...document } as unknown as PolicyDocument;
}

function checkBounds(document: Record<string, unknown>, observationSize: number): void {
  const { limit, visited, commonValue } = document;
  if (limit !== null) positive(limit, "limit");
  if (typeof commonValue !== "number" || !Number.isFinite(commonValue)) {
    throw new RangeError(`commonValue is ${JSON.stringify(commonValue)}; it must be a finite number`);
  }
  if (visited === null) return;
  const { low, high } = record(visited, "visited");
  numbers(low, observationSize, "visited.low");
  numbers(high, observationSize, "visited.high");
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new RangeError(`${field} must be an object`);
  }
  return value as Record<string, unknown>;
}

function count(value: unknown, field: string): number {
  if (!Number.isInteger(value) || (value as number) < 1) {
    throw new RangeError(`${field} is ${JSON.stringify(value)}; it must be an integer of at least 1`);
  }
  return value as number;
}

function positive(value: unknown, field: string): void {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${field} holds ${JSON.stringify(value)}; it must be a finite number above 0`);
  }
}

function positiveDefinite(packed: number[], size: number, field: string): void {
  if (packed.length === size) {
    if (packed.some((entry) => entry <= 0)) throw new RangeError(`${field} must be positive`);
    return;
  }
  const matrix = new Float64Array(size * size);
  unpackSymmetric(matrix, 0, Float64Array.from(packed), 0, size);
  if (!choleskyFactor(matrix, 0, matrix, 0, size)) throw new RangeError(`${field} must be positive definite`);
}

function numbers(value: unknown, length: number, field: string): number[] {
  if (!Array.isArray(value) || value.length !== length || !value.every((v) => Number.isFinite(v))) {
    throw new RangeError(`${field} must be ${length} finite numbers`);
  }
  return value;
}
