/** What a CSV's cell can hold. */
export type Cell = string | number | boolean | null | undefined;

/**
 * Rows as CSV (RFC 4180, lines end with "\n"): a column for each key, in the order of first appearance; null and what a row lacks are
 * empty. Numbers have all their digits.
 */
export function toCsv(rows: readonly object[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) =>
    columns.map((column) => quoted((row as Record<string, Cell>)[column])).join(","),
  );
  return `${[columns.map(quoted).join(","), ...lines].join("\n")}\n`;
}

function quoted(cell: Cell): string {
  const text = String(cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
