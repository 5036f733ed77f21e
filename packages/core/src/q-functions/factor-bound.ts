import { pow } from "../math/pow.ts";

/** No weight is greater, so that Q of a million hills is still a single-precision number. */
export const LARGEST_WEIGHT = 1e30;
/** No factor is greater, so that the square of one is. */
const LARGEST_FACTOR = 1e15;

/** The size beyond which no factor of a weight with so many of them goes. */
export function largestFactor(factorCount: number): number {
  return factorCount <= 2 ? LARGEST_FACTOR : pow(LARGEST_WEIGHT, 1 / factorCount);
}

/** Brings the first `count` numbers to at most `largest` in size. */
export function boundSizes(numbers: Float64Array, count: number, largest: number): void {
  for (let i = 0; i < count; i++) {
    if (numbers[i] > largest) numbers[i] = largest;
    else if (numbers[i] < -largest) numbers[i] = -largest;
  }
}
