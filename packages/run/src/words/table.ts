/** A column of a text table: numbers are best read when they end at the same place. */
export interface Column {
  readonly header: string;
  readonly align?: "left" | "right";
}

/** Rows under headers, aligned, two spaces between columns. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const headers = columns.map(({ header }) => header);
  const widths = headers.map((header, index) =>
    Math.max(header.length, ...rows.map((row) => row[index]!.length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) =>
        columns[index]!.align === "right" ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!),
      )
      .join("  ")
      .trimEnd();
  const body = rows.map(line);
  return [...(headers.some((header) => header !== "") ? [line(headers)] : []), ...body].join("\n");
}
