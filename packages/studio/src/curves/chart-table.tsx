import { type ReadonlySignal, useSignal } from "@preact/signals";
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="table-scroll chart-table-frame" aria-label={`${title}, values`} tabIndex={0}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col" class="number">
                  step
                </th>
                {layers.value.map(({ label }) => (
                  <th key={label} scope="col" class="number">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {layerRows(layers.value, mostRows).map(({ step, values }) => (
                <tr key={step}>
                  <th scope="row" class="number">
                    {chartNumber(step)}
                  </th>
                  {values.map((value, i) => (
                    <td key={layers.value[i]!.label} class="number">
                      {value === null ? "–" : chartNumber(value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
