import type { ComponentChildren } from "preact";

/** A line of a table of values: what it is, and a value for each column. */
export interface ValueRow {
  readonly name: string;
  readonly values: readonly ComponentChildren[];
}

interface Properties {
  readonly label: string;
  /** What stands over the names; for those who listen where it goes without saying. */
  readonly corner?: string;
  readonly heads: readonly ComponentChildren[];
  readonly rows: readonly ValueRow[];
}

/** Values in columns, each under its head. */
export function ValueTable({ label, corner, heads, rows }: Properties) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      <table class="table value-table">
        <thead>
          <tr>
            <th scope="col">{corner ?? <span class="visually-hidden">what</span>}</th>
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
