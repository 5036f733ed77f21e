import { packedLength } from "../linalg/packed.ts";
import { fnv1aOfText } from "../math/fnv-1a.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import type { Normalizer } from "../normalizers/normalizer.ts";
import { checkPolicyDocument } from "./check-policy-document.ts";
import type { PolicySource } from "./policy-source.ts";

/**
 * A policy as data: z = (s − center) / scale, every entry bounded to ± limit (null: it is not);
 * Q(s, a) = commonValue + rewardScale · Σ_hills weights[a] · exp(−(z − mean)ᵀ P (z − mean)), P the symmetric matrix whose upper
 * triangle, row by row, is `precision`, or the diagonal one of that diagonal where every hill's `precision` has as many numbers as
 * an observation. The action is the first of greatest Q. `visited`: the least and the greatest that was seen of each
 * observation, null where that is not known. Version 1 had none of limit, commonValue and visited. `checksum`: see
 * `policyChecksum`; whoever writes or changes one by hand leaves it out.
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
  readonly checksum?: string;
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

/**
 * FNV-1a over 32 bits of a document's own entries, in the order of `PolicyDocument` and of `HillDocument` but for the checksum itself,
 * those that it lacks left out: their compact JSON, with numbers as ECMAScript writes them (the shortest that reads back the same). What
 * else stands in a file, as the names of observations, is not covered, nor how it is laid out.
 */
export function policyChecksum(document: PolicyDocument): string {
  const { format, version, observationSize, actionCount, center, scale, limit, visited } = document;
  const { rewardScale, commonValue } = document;
  const range = visited && { low: visited.low, high: visited.high };
  const hills = document.hills.map(({ id, mean, precision, weights }) => ({ id, mean, precision, weights }));
  const sizes = { format, version, observationSize, actionCount };
  const units = { center, scale, limit, visited: range, rewardScale, commonValue };
  const hash = fnv1aOfText(JSON.stringify({ ...sizes, ...units, hills }));
  return `fnv1a32:${hash.toString(16).padStart(8, "0")}`;
}

/**
 * The policy of a document. Throws RangeError naming the first thing that is not as it should be, or that the checksum does not match.
 */
export function readPolicyDocument(value: unknown): PolicySource {
  checkPolicyDocument(value);
  const document = value as PolicyDocument;
  const { checksum } = document;
  if (checksum !== undefined && checksum !== policyChecksum(document)) {
    throw new RangeError(
      "the policy document is damaged or was changed: its checksum does not match; who changed it on purpose takes the checksum out",
    );
  }
  const { observationSize, actionCount, hills, center, scale, rewardScale } = document;
  // Version 1 has none of these.
  const { limit = null, visited = null, commonValue = 0 } = document;
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
