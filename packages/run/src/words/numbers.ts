/** 60000 → "60,000". */
export function formatCount(value: number): string {
  return value.toLocaleString("en-US");
}

/** A return: two decimals at most, none when it is whole. */
export function formatReturn(value: number): string {
  return Number(value.toFixed(2)).toString();
}

/** Three significant digits without an exponent where that stays short: 0.0123, −4.50, 1.20e+6. */
export function formatSignificant(value: number, digits = 3): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === 0 || !Number.isFinite(size)) return sign + String(size);
  if (size >= 1e5 || size < 1e-4) return sign + size.toExponential(digits - 1);
  return sign + (size >= 10 ** digits ? size.toFixed(0) : size.toPrecision(digits));
}

/** The same with its sign always: +12.3. */
export function formatSigned(value: number, digits = 3): string {
  return `${value < 0 ? "" : "+"}${formatSignificant(value, digits)}`;
}

/** Seconds as 0:07, 12:30, 1:02:03. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const tail = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
