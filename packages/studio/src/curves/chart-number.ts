import { formatCount, formatSignificant } from "@drumlin/run";

/** A value of a metric: whole numbers as they are, others to three digits. */
export function chartNumber(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e9) return formatSignificant(value);
  return formatCount(value).replace("-", "−");
}

/** A step or a value on an axis: 500, 12.5k, 3M, 1e−4. */
export function axisNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  if (size >= 1e3) return `${Number((value / 1e3).toPrecision(4))}k`;
  if (size !== 0 && size < 1e-3) return value.toExponential(0).replace("-", "−");
  return String(Number(value.toPrecision(6))).replace("-", "−");
}
