/** Throws TypeError or RangeError, naming `field`, unless it is `size` finite numbers. */
export function checkObservation(observation: ArrayLike<number>, size: number, field: string): void {
  if (observation === null || typeof observation !== "object" || typeof observation.length !== "number") {
    throw new TypeError(`${field} must be an array of ${size} numbers`);
  }
  if (observation.length !== size) {
    throw new RangeError(`${field} has ${observation.length} numbers; observationSize is ${size}`);
  }
  for (let i = 0; i < size; i++) {
    const value: unknown = observation[i];
    if (typeof value !== "number")
      throw new TypeError(`${field}[${i}] is ${typeof value}; it must be a number`);
    if (!Number.isFinite(value)) throw new RangeError(`${field}[${i}] is ${value}; it must be finite`);
  }
}
