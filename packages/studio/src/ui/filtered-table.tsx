import { formatCount } from "@drumlin/run";
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useMemo } from "preact/hooks";
import { type Column, SortableTable } from "./sortable-table.tsx";
import { filteredRows } from "./sorted-rows.ts";

interface Properties<Row> {
  /** What the rows are: "runs". */
  readonly name: string;
  readonly title?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** How many rows there are, where not all of them are given. */
  readonly count?: number;
  /** What stands in the filter, for who wants to know. */
  readonly filter?: Signal<string>;
  readonly rowKey: (row: Row) => string;
  /** What the filter looks at. */
  readonly text: (row: Row) => string;
  /** The same in words. */
  readonly sought: string;
  /** What else stands above the table. */
  readonly children?: ComponentChildren;
}

/** A table on its card, narrowed to the rows that hold every word of a filter. */
export function FilteredTable<Row extends object>(properties: Properties<Row>) {
  const { name, title, columns, rows, rowKey, text, sought, children } = properties;
  const id = useId();
  const own = useSignal("");
  const { filter = own, count = rows.length } = properties;
  const shown = useMemo(() => filteredRows(rows, filter.value, text), [rows, filter.value, text]);
  return (
    <section class="panel" aria-label={`All ${name}`}>
      <div class="panel-head">
        {title !== undefined && <h2>{title}</h2>}
        <span class="field">
          <label for={id}>Filter</label>
          <input
            id={id}
            class="filter"
            type="search"
            placeholder={sought}
            value={filter.value}
            onInput={({ currentTarget }) => (filter.value = currentTarget.value)}
          />
        </span>
        <span class="muted small" role="status">
          {formatCount(shown.length)} of {formatCount(count)}
        </span>
        {children}
      </div>
      {shown.length === 0 ? (
        <p class="muted">There are no {name} with all of that.</p>
      ) : (
        <SortableTable label={`Table of ${name}`} columns={columns} rows={shown} rowKey={rowKey} />
      )}
    </section>
  );
}
