import { lastIndexUpTo } from "../state/last-index-up-to.ts";
import { extent } from "../ui/range.ts";

/** One curve of a chart: values at steps, and a band about them where they are known to lie within a range. */
export interface ChartLayer {
  readonly label: string;
  /** As CSS has it. */
  readonly color: string;
  /** Lengths of dashes and gaps in pixels; none: a whole line. */
  readonly dash?: readonly number[];
  readonly mark: "line" | "dots";
  /** How strong the mark is, 0 to 1. */
  readonly opacity?: number;
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly band?: { readonly lows: readonly number[]; readonly highs: readonly number[] };
}

/** A sentence that says what a layer shows. */
export function layerSummary(
  { label, steps, values }: ChartLayer,
  format: (value: number) => string,
): string {
  if (steps.length === 0) return `${label}: nothing yet.`;
  const [minimum, maximum] = extent(values);
  const steadily = `from step ${steps[0]!.toLocaleString("en-US")} to ${steps.at(-1)!.toLocaleString("en-US")}`;
  return `${label}: last ${format(values.at(-1)!)}, between ${format(minimum)} and ${format(maximum)}, ${steadily}.`;
}

/** A row of a chart's table: a step, and every layer's value at it or at the last step before it. */
interface ChartRow {
  readonly step: number;
  readonly values: readonly (number | null)[];
}

/** About so many rows that say what the layers show, evenly over their steps, the last step among them. */
export function layerRows(layers: readonly ChartLayer[], count: number): ChartRow[] {
  const filled = layers.filter(({ steps }) => steps.length > 0);
  if (filled.length === 0) return [];
  const first = Math.min(...filled.map(({ steps }) => steps[0]!));
  const last = Math.max(...filled.map(({ steps }) => steps.at(-1)!));
  const wanted = Array.from({ length: count }, (_, i) =>
    count === 1 ? last : Math.round(first + ((last - first) * i) / (count - 1)),
  );
  return [...new Set(wanted)].map((step) => ({
    step,
    values: layers.map(({ steps, values }) => values[lastIndexUpTo(steps, step)] ?? null),
  }));
}
