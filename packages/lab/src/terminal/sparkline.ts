const levels = "▁▂▃▄▅▆▇█";

/** A curve in one line of text: means over equal stretches of the values, from the lowest level to the highest. */
export function sparkline(values: readonly number[], width: number): string {
  const count = Math.min(width, values.length);
  const means = Array.from({ length: count }, (_, index) => {
    const stretch = values.slice(
      Math.floor((index * values.length) / count),
      Math.floor(((index + 1) * values.length) / count),
    );
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  });
  const low = Math.min(...means);
  const range = Math.max(...means) - low;
  return means
    .map((mean) => levels[range === 0 ? 0 : Math.round(((mean - low) / range) * (levels.length - 1))])
    .join("");
}
