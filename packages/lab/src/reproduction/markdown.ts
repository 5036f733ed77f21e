import type { ReportCell, ReportTable } from "../figures/report.ts";

/** A table's lines; columns with numbers stand to the right. Its caption is the page's to write. */
export function markdownTable({ columns, rows }: ReportTable): string {
  const numeric = columns.map((_, index) => rows.some((row) => typeof row[index] === "number"));
  const line = (cells: readonly ReportCell[]) => `| ${cells.map(written).join(" | ")} |`;
  return [
    line(columns),
    `|${numeric.map((right) => (right ? "---:" : "---")).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
}

/** Blocks of a page with an empty line between; empty ones are left out. */
export function markdownPage(...blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function written(cell: ReportCell): string {
  const text = Array.isArray(cell)
    ? cell.map(({ text, href }) => `[${text}](${href})`).join(", ")
    : String(cell ?? "–");
  return text === "" ? "–" : text.replaceAll("|", "\\|");
}
