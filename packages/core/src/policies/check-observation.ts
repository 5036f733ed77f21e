import { shown } from "../options/check-option.ts";

/** Numbers larger than this could not be squared and summed. */
const LARGEST = 1e100;

/** Throws RangeError, naming `field`, unless it is `size` finite numbers. */
export function checkObservation(observation: ArrayLike<number>, size: number, field: string): void {
  if (observation === null || typeof observation !== "object" || typeof observation.length !== "number") {
    throw new RangeError(`${field} is ${shown(observation)}; it must be an array of ${size} numbers`);
  }
  if (observation.length !== size) {
    throw new RangeError(`${field} has ${observation.length} numbers; observationSize is ${size}`);
  }
  for (let i = 0; i < size; i++) {
    const value: unknown = observation[i];
    if (typeof value !== "number")
      throw new RangeError(`${field}[${i}] is ${shown(value)}; it must be a number`);
    checkSize(value, `${field}[${i}]`);
  }
}

/** Throws RangeError, naming `field`, unless a number is finite and small enough to be squared. */
export function checkSize(value: number, field: string): void {
  if (!Number.isFinite(value))
    throw new RangeError(`${field} is ${shown(value)}; it must be a finite number`);
  if (Math.abs(value) > LARGEST)
    throw new RangeError(`${field} is ${value}; it must be at most ${LARGEST} in size`);
}
