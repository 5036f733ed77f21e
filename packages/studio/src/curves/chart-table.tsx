import { type ReadonlySignal, useSignal } from "@preact/signals";
import { ValueTable } from "../ui/value-table.tsx";
import { type ChartLayer, layerRows } from "./chart-layer.ts";
import { chartNumber } from "./chart-number.ts";

const mostRows = 20;

/** What a chart shows, in some rows of numbers. */
export function ChartTable({
  title,
  layers,
}: {
  readonly title: string;
  readonly layers: ReadonlySignal<readonly ChartLayer[]>;
}) {
  const isOpen = useSignal(false);
  return (
    <details class="chart-table" onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary aria-label={`${title} as a table`}>Table</summary>
      {isOpen.value && (
        <ValueTable
          label={`${title}, values`}
          corner="step"
          heads={layers.value.map(({ label }) => label)}
          rows={layerRows(layers.value, mostRows).map(({ step, values }) => ({
            name: chartNumber(step),
            values: values.map((value) => (value === null ? "–" : chartNumber(value))),
          }))}
        />
      )}
    </details>
  );
}
