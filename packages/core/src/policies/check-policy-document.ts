import { choleskyFactor } from "../linalg/cholesky.ts";
import { packedLength, unpackSymmetric } from "../linalg/packed.ts";
import { shown } from "../options/check-option.ts";
import { LARGEST_WEIGHT } from "../q-functions/factor-bound.ts";

/** Whatever lies between a range's ends in size, Q of every observation is finite. */
interface Range {
  readonly least: number;
  readonly greatest: number;
}

const COUNTS: Range = { least: 1, greatest: 1_000_000 };
/** What `checkObservation` takes, and a standard deviation of it. */
const UNITS: Range = { least: 1e-100, greatest: 1e101 };
const REWARD_UNITS: Range = { least: 1e-200, greatest: 1e120 };
const PRECISIONS: Range = { least: 1e-30, greatest: 1e30 };
const LARGEST_MEAN = 1e15;
/** Identities are kept as int32. */
const LARGEST_ID = 0x7fffffff;
/** Single precision rounds up, too. */
const LARGEST_SHOWN_WEIGHT = 2 * LARGEST_WEIGHT;
/** By how much single precision may have lowered an eigenvalue of a matrix whose diagonal is 1. */
const ROUNDING = 1e-5;

function isChecksum(value: unknown): boolean {
  return typeof value === "string" && /^fnv1a32:/.test(value);
}

/** Throws RangeError naming the first number of a policy document that is not one which a policy can have. */
export function checkPolicyDocument(value: unknown): void {
  const document = record(value, "the policy document");
  if (document.format !== "drumlin-policy") {
    throw new RangeError(`format is ${shown(document.format)}; it must be "drumlin-policy"`);
  }
  const { version, checksum } = document;
  if (version !== 1 && version !== 2) {
    throw new RangeError(`version is ${shown(version)}; this Drumlin reads versions 1 and 2`);
  }
  if (checksum !== undefined && typeof checksum !== "string") {
    throw new RangeError(`checksum is ${shown(checksum)}; it must be a text, or be left out`);
  }
  // Damage to its name must not make a file that has one a file by hand.
  const renamed = Object.keys(document).find((key) => key !== "checksum" && isChecksum(document[key]));
  if (renamed !== undefined) throw new RangeError(`${renamed} holds a checksum; its name must be checksum`);
  const observationSize = count(document.observationSize, "observationSize");
  const actionCount = count(document.actionCount, "actionCount");
  numbers(document.center, observationSize, "center", UNITS.greatest);
  for (const scale of numbers(document.scale, observationSize, "scale", UNITS.greatest)) {
    positive(scale, "scale", UNITS);
  }
  positive(document.rewardScale, "rewardScale", REWARD_UNITS);
  if (version === 2) checkBounds(document, observationSize);
  if (!Array.isArray(document.hills) || document.hills.length > COUNTS.greatest) {
    throw new RangeError(
      `hills is ${shown(document.hills)}; it must be an array of up to ${COUNTS.greatest}`,
    );
  }
  // As the first hill is, so are all.
  const isDiagonal = document.hills[0]?.precision?.length === observationSize;
  document.hills.forEach((entry: unknown, index) => {
    checkHill(entry, `hills[${index}]`, observationSize, actionCount, isDiagonal);
  });
}

function checkHill(entry: unknown, field: string, size: number, actionCount: number, isDiagonal: boolean) {
  const hill = record(entry, field);
  if (!Number.isInteger(hill.id) || (hill.id as number) < 0 || (hill.id as number) > LARGEST_ID) {
    throw new RangeError(`${field}.id is ${shown(hill.id)}; it must be an integer of at least 0`);
  }
  numbers(hill.mean, size, `${field}.mean`, LARGEST_MEAN);
  const length = isDiagonal ? size : packedLength(size);
  const precision = numbers(hill.precision, length, `${field}.precision`, PRECISIONS.greatest);
  positiveDefinite(precision, size, `${field}.precision`);
  numbers(hill.weights, actionCount, `${field}.weights`, LARGEST_SHOWN_WEIGHT);
}

function checkBounds(document: Record<string, unknown>, observationSize: number): void {
  const { limit, visited, commonValue } = document;
  if (limit !== null) positive(limit, "limit", { least: 0, greatest: Number.MAX_VALUE });
  if (!isNumberUpTo(commonValue, REWARD_UNITS.greatest)) {
    throw new RangeError(
      `commonValue is ${shown(commonValue)}; it must be a number of at most ${REWARD_UNITS.greatest} in size`,
    );
  }
  if (visited === null) return;
  const { low, high } = record(visited, "visited");
  const least = numbers(low, observationSize, "visited.low", UNITS.greatest);
  const greatest = numbers(high, observationSize, "visited.high", UNITS.greatest);
  const wrong = least.findIndex((value, i) => value > greatest[i]);
  if (wrong >= 0) {
    throw new RangeError(
      `visited.low[${wrong}] is ${least[wrong]}; it must be at most visited.high[${wrong}], ${greatest[wrong]}`,
    );
  }
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new RangeError(`${field} is ${shown(value)}; it must be an object`);
  }
  return value as Record<string, unknown>;
}

function count(value: unknown, field: string): number {
  const { least, greatest } = COUNTS;
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > greatest) {
    throw new RangeError(`${field} is ${shown(value)}; it must be an integer from ${least} to ${greatest}`);
  }
  return value as number;
}

function positive(value: unknown, field: string, { least, greatest }: Range): void {
  if (isNumberUpTo(value, greatest) && value > 0 && value >= least) return;
  throw new RangeError(
    `${field} holds ${shown(value)}; it must be a number above 0, from ${least} to ${greatest}`,
  );
}

function positiveDefinite(packed: number[], size: number, field: string): void {
  if (packed.length === size) {
    const lowest = packed.reduce((least, entry) => Math.min(least, entry));
    if (lowest >= PRECISIONS.least) return;
    throw new RangeError(`${field} must be positive: it holds ${lowest}, below ${PRECISIONS.least}`);
  }
  const matrix = new Float64Array(size * size);
  unpackSymmetric(matrix, 0, Float64Array.from(packed), 0, size);
  const roots = Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * (size + 1)]));
  if (!roots.every((root) => root * root >= PRECISIONS.least)) {
    throw new RangeError(
      `${field} must be positive definite: a number of its diagonal is below ${PRECISIONS.least}`,
    );
  }
  // As correlations, whose entries may have been rounded to single precision.
  for (let i = 0; i < matrix.length; i++) matrix[i] /= roots[Math.floor(i / size)] * roots[i % size];
  for (let i = 0; i < size; i++) matrix[i * (size + 1)] += ROUNDING;
  if (!choleskyFactor(matrix, 0, matrix, 0, size)) throw new RangeError(`${field} must be positive definite`);
}

function numbers(value: unknown, length: number, field: string, largest: number): number[] {
  if (!Array.isArray(value) || value.length !== length || !value.every((v) => isNumberUpTo(v, largest))) {
    throw new RangeError(
      `${field} is ${shown(value)}; it must be ${length} numbers of at most ${largest} in size`,
    );
  }
  return value;
}

function isNumberUpTo(value: unknown, largest: number): value is number {
  return typeof value === "number" && Math.abs(value) <= largest;
}
