import type { ComponentChildren } from "preact";

/** A line of a comparison: what it is, and its value for each of those compared. */
export interface ComparedRow {
  readonly name: string;
  readonly values: readonly ComponentChildren[];
}

interface Properties {
  readonly label: string;
  /** What is compared; each stands over its column. */
  readonly heads: readonly ComponentChildren[];
  readonly rows: readonly ComparedRow[];
}

/** Values side by side, a column for each of those compared. */
export function SideBySide({ label, heads, rows }: Properties) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      <table class="table compare-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">what</span>
            </th>
            {heads.map((head, i) => (
              <th key={i} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, i) => (
                <td key={i}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
