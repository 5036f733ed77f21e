/** What a column sorts by; null and undefined are the last, whichever the direction. */
export type SortValue = string | number | null | undefined;

/** Which column a table is sorted by. */
export interface SortOrder {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** The rows by a value of theirs; rows of the same value keep their order. Numbers within text count as numbers. */
export function sortedRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  direction: SortOrder["direction"],
): Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [a, b] = [value(left) ?? null, value(right) ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return (
      sign *
      (typeof a === "number" && typeof b === "number" ? a - b : textOrder.compare(String(a), String(b)))
    );
  });
}

const textOrder = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The rows whose text holds every word of the filter, upper and lower case alike. */
export function filteredRows<Row>(
  rows: readonly Row[],
  filter: string,
  text: (row: Row) => string,
): readonly Row[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const content = text(row).toLowerCase();
    return words.every((word) => content.includes(word));
  });
}
