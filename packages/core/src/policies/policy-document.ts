import { choleskyFactor } from "../linalg/cholesky.ts";
import { packedLength, unpackSymmetric } from "../linalg/packed.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import type { PolicySource } from "./policy-source.ts";

/**
 * A policy as data: z = (s − center) / scale; Q(s, a) = rewardScale · Σ_hills weights[a] · exp(−(z − mean)ᵀ P (z − mean)),
 * P the symmetric matrix whose upper triangle, row by row, is `precision`. The action is the first of greatest Q.
 */
export interface PolicyDocument {
  readonly format: "drumlin-policy";
  readonly version: 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly center: readonly number[];
  readonly scale: readonly number[];
  readonly rewardScale: number;
  readonly hills: readonly HillDocument[];
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
  const { observationSize, actionCount, liveCount, means, quadraticForms, weights } = mixture;
  const row = (table: Float64Array, k: number, length: number) =>
    Array.from(table.subarray(k * length, (k + 1) * length));
  return {
    format: "drumlin-policy",
    version: 1,
    observationSize,
    actionCount,
    center: Array.from(normalizer.center),
    scale: Array.from(normalizer.scale),
    rewardScale: normalizer.rewardScale,
    hills: Array.from({ length: liveCount }, (_, k) => ({
      id: identities[k],
      mean: row(means, k, observationSize),
      precision: scaleOffDiagonals(
        row(quadraticForms, k, packedLength(observationSize)),
        observationSize,
        0.5,
      ),
      weights: row(weights, k, actionCount),
    })),
  };
}

/** The policy of a document. Throws RangeError naming the first thing that is not as it should be. */
export function readPolicyDocument(value: unknown): PolicySource {
  const { observationSize, actionCount, hills, center, scale, rewardScale } = checkPolicyDocument(value);
  const precisions = hills.flatMap((hill) => scaleOffDiagonals(hill.precision, observationSize, 2));
  return {
    mixture: {
      observationSize,
      actionCount,
      liveCount: hills.length,
      means: Float64Array.from(hills.flatMap((hill) => hill.mean)),
      quadraticForms: Float64Array.from(precisions),
      weights: Float64Array.from(hills.flatMap((hill) => hill.weights)),
    },
    normalizer: new FixedNormalizer(Float64Array.from(center), Float64Array.from(scale), rewardScale),
    identities: hills.map((hill) => hill.id),
  };
}

/** A mixture stores off-diagonal entries doubled, a document as they are; halving and doubling are exact. */
function scaleOffDiagonals(entries: readonly number[], size: number, factor: number): number[] {
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
  if (document.version !== 1) {
    throw new RangeError(`version is ${JSON.stringify(document.version)}; this Drumlin reads version 1`);
  }
  const observationSize = count(document.observationSize, "observationSize");
  const actionCount = count(document.actionCount, "actionCount");
  numbers(document.center, observationSize, "center");
  for (const scale of numbers(document.scale, observationSize, "scale")) positive(scale, "scale");
  positive(document.rewardScale, "rewardScale");
  if (!Array.isArray(document.hills)) throw new RangeError("hills must be an array");
  document.hills.forEach((entry: unknown, index) => {
    const hill = record(entry, `hills[${index}]`);
    if (!Number.isInteger(hill.id)) throw new RangeError(`hills[${index}].id must be an integer`);
    numbers(hill.mean, observationSize, `hills[${index}].mean`);
    positiveDefinite(
      numbers(hill.precision, packedLength(observationSize), `hills[${index}].precision`),
      observationSize,
      `hills[${index}].precision`,
    );
    numbers(hill.weights, actionCount, `hills[${index}].weights`);
  });
  return document as unknown as PolicyDocument;
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
