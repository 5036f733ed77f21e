import type { ChartLayer } from "./chart-layer.ts";

/** What a line looks like. */
export function LineSample({
  color,
  dash,
  mark,
}: {
  readonly color: string;
  readonly dash?: readonly number[] | undefined;
  readonly mark: ChartLayer["mark"];
}) {
  return (
    <svg class="chart-sample" viewBox="0 0 26 8" width="26" height="8" aria-hidden="true">
      {mark === "line" ? (
        <line
          x1="0"
          x2="26"
          y1="4"
          y2="4"
          stroke={color}
          stroke-width="2"
          stroke-dasharray={dash?.join(" ")}
        />
      ) : (
        [5, 13, 21].map((x) => <circle key={x} cx={x} cy="4" r="2" fill={color} />)
      )}
    </svg>
  );
}
