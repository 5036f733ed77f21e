interface Properties {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What the bar's two ends stand for. */
  readonly range: readonly [number, number];
}

const [width, height] = [96, 14];

/** A value with its interval on a scale that the rows of a table share; the numbers stand beside it. */
export function IntervalBar({ value, low, high, range: [from, to] }: Properties) {
  const at = (one: number) => (to > from ? 4 + ((one - from) / (to - from)) * (width - 8) : width / 2);
  return (
    <svg
      class="interval-bar"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <line x1="0" x2={width} y1="7" y2="7" stroke="var(--line)" />
      <line
        x1={at(low)}
        x2={at(high)}
        y1="7"
        y2="7"
        stroke="var(--accent)"
        stroke-width="4"
        stroke-opacity="0.45"
      />
      <circle cx={at(value)} cy="7" r="3.4" fill="var(--accent)" />
    </svg>
  );
}
