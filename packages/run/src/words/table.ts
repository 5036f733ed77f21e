import { visibleText } from "./visible-text.ts";

/** A column of a text table: numbers are best read when they end at the same place. */
export interface Column {
  readonly header: string;
  readonly align?: "left" | "right";
}

/** Rows under headers, aligned, two spaces between columns; one line each, whatever stands in a cell. */
export function formatTable(columns: readonly Column[], cells: readonly (readonly string[])[]): string {
  const headers = columns.map(({ header }) => visibleText(header));
  const rows = cells.map((row) => row.map(visibleText));
  const widths = headers.map((header, index) =>
    Math.max(header.length, ...rows.map((row) => row[index]!.length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        columns[index]!.align === "right" ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!),
      )
      .join("  ")
      .trimEnd();
  const body = rows.map(line);
  return [...(headers.some((header) => header !== "") ? [line(headers)] : []), ...body].join("\n");
}
