import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";

const mostRates = 60;
const [width, height] = [64, 18];

/** How a rate went of late: its last values since the page was opened. */
export function RateSparkline({
  rate,
  tick,
}: {
  readonly rate: ReadonlySignal<number | null>;
  readonly tick: ReadonlySignal<unknown>;
}) {
  const rates = useSignal<readonly number[]>([]);
  useSignalEffect(() => {
    tick.value;
    const value = rate.value;
    if (value !== null) rates.value = [...rates.peek(), value].slice(-mostRates);
  });
  const values = rates.value;
  if (values.length < 2) return null;
  const most = Math.max(...values, 1e-9);
  const points = values.map(
    (value, i) =>
      `${((i / (mostRates - 1)) * width).toFixed(1)},${(height - 1 - (value / most) * (height - 3)).toFixed(1)}`,
  );
  return (
    <svg
      class="rate-sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <polyline points={points.join(" ")} fill="none" stroke="var(--accent)" stroke-width="1.4" />
    </svg>
  );
}
