/** Positions of a slider: 0 is 0, the others stand for numbers from 10⁻⁵ to 10⁻¹, evenly in their logarithm. */
export const lastPosition = 80;
const [smallest, greatest] = [-5, -1];

/** The number that a position stands for, to two digits. */
export function numberAt(position: number): number {
  if (position === 0) return 0;
  const exponent = smallest + ((greatest - smallest) * (position - 1)) / (lastPosition - 1);
  return Number((10 ** exponent).toPrecision(2));
}

/** The position nearest to a number; what is none, or not above 0, is at 0. */
export function positionOf(value: number): number {
  if (!(value > 0)) return 0;
  const share = (Math.log10(value) - smallest) / (greatest - smallest);
  return Math.round(1 + Math.min(1, Math.max(0, share)) * (lastPosition - 1));
}
