import { niceStep } from "../ui/nice-step.ts";

/** A round number along an axis, and how it is written. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Round numbers from `from` to `to` (greater), no closer than makes `most` of them, with as many digits as tell them apart. */
export function axisTicks(from: number, to: number, most: number): Tick[] {
  const step = niceStep((to - from) / most);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  const largest = Math.max(Math.abs(from), Math.abs(to));
  return Array.from({ length: count }, (_, i) => {
    const value = (first + i) * step;
    const size = Math.abs(value);
    const text =
      size === 0 ? "0" : largest >= 1e5 || largest < 1e-3 ? shortExponent(size) : size.toFixed(digits);
    return { value, label: value < 0 ? `−${text}` : text };
  });
}

/** 2.5e-7 rather than 2.500000e-7. */
function shortExponent(size: number): string {
  return Number(size.toPrecision(3)).toExponential();
}
