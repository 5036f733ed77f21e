import { formatCount } from "@drumlin/run";
import { useSignal } from "@preact/signals";
import { Component, type ComponentChildren } from "preact";
import { Button } from "./button.tsx";
import { type SortOrder, type SortValue, sortedRows } from "./sorted-rows.ts";

/** One column of a sortable table. */
export interface Column<Row> {
  readonly name: string;
  /** What it sorts by; a column without is not sorted by, and its name is for those who listen. */
  readonly value?: (row: Row) => SortValue;
  /** What stands in the cell; without it, the value. */
  readonly show?: (row: Row) => ComponentChildren;
  readonly isNumeric?: boolean;
  /** The cell that names its row. */
  readonly isRowHeader?: boolean;
}

interface Properties<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A column of numbers, null where there is none. */
export function numberColumn<Row>(
  name: string,
  value: (row: Row) => number | null,
  format: (value: number) => string = formatCount,
): Column<Row> {
  const show = (row: Row) => {
    const number = value(row);
    return number === null ? "–" : format(number);
  };
  return { name, value, show, isNumeric: true };
}

/** Rows shown at once; the others come with a button. */
const mostRows = 200;

/** A table that every column sorts; until then rows stand as they are given. A row is drawn anew only when it is another object. */
export function SortableTable<Row extends object>({ label, columns, rows, rowKey }: Properties<Row>) {
  const order = useSignal<SortOrder | null>(null);
  const showsAll = useSignal(false);
  const { column, direction } = order.value ?? { column: null, direction: "ascending" as const };
  const sortColumn = columns.find(({ name }) => name === column);
  const sorted = sortColumn?.value === undefined ? rows : sortedRows(rows, sortColumn.value, direction);
  const shown = showsAll.value ? sorted : sorted.slice(0, mostRows);
  const sortBy = ({ name, isNumeric }: Column<Row>) => {
    const first = isNumeric ? "descending" : "ascending";
    const second = isNumeric ? "ascending" : "descending";
    order.value = { column: name, direction: name === column && direction === first ? second : first };
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {columns.map((one) =>
              one.value === undefined ? (
                <th key={one.name} scope="col">
                  <span class="visually-hidden">{one.name}</span>
                </th>
              ) : (
                <th
                  key={one.name}
                  scope="col"
                  class={one.isNumeric ? "number" : undefined}
                  aria-sort={one.name === column ? direction : "none"}
                >
                  <button type="button" class="table-sort" onClick={() => sortBy(one)}>
                    {one.name}
                    <span aria-hidden="true" class="table-arrow">
                      {one.name !== column ? "" : direction === "ascending" ? "▲" : "▼"}
                    </span>
                  </button>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={columns as readonly Column<object>[]} />
          ))}
        </tbody>
      </table>
      {shown.length < sorted.length && (
        <Button onClick={() => (showsAll.value = true)}>Show all {sorted.length}</Button>
      )}
    </section>
  );
}

interface RowProperties {
  readonly row: object;
  readonly columns: readonly Column<object>[];
}

class TableRow extends Component<RowProperties> {
  override shouldComponentUpdate(next: RowProperties): boolean {
    return next.row !== this.props.row || next.columns !== this.props.columns;
  }

  override render({ row, columns }: RowProperties) {
    return (
      <tr>
        {columns.map(({ name, value, show = value, isNumeric, isRowHeader }) =>
          isRowHeader ? (
            <th key={name} scope="row">
              {show?.(row)}
            </th>
          ) : (
            <td key={name} class={isNumeric ? "number" : undefined}>
              {show?.(row)}
            </td>
          ),
        )}
      </tr>
    );
  }
}
