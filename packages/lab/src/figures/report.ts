import type { Cell } from "./csv.ts";
import { reportStyle } from "./report-style.ts";

/** A picture of a report. */
export interface ReportFigure {
  /** SVG text of one of our own figures; it is not made safe, so never pass a stranger's. */
  readonly svg: string;
  readonly caption: string;
}

/** A table of a report: each row a cell for each column. Numbers stand to the right. */
export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly caption?: string;
}

/** A part of a report under its own heading: paragraphs first, then tables, then figures. */
export interface ReportSection {
  readonly heading: string;
  readonly text?: readonly string[];
  readonly tables?: readonly ReportTable[];
  readonly figures?: readonly ReportFigure[];
}

/** A whole report. All texts are plain text. */
export interface Report {
  readonly title: string;
  /** The command that repeats it. */
  readonly command: string;
  readonly date: string;
  readonly sections: readonly ReportSection[];
}

/**
 * The report as one HTML file that needs nothing else: no script, no font, no request (its policy forbids any). Light and dark as the
 * reader's system is; on a narrow screen figures and tables scroll sideways, so that their text stays readable.
 */
export function reportHtml({ title, command, date, sections }: Report): string {
  let figures = 0;
  const body = sections.map(({ heading, text = [], tables = [], figures: pictures = [] }) =>
    [
      `<section>\n<h2>${escaped(heading)}</h2>`,
      ...text.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
      ...tables.map(tableHtml),
      ...pictures.map((picture) => figureHtml(picture, ++figures)),
      "</section>",
    ].join("\n"),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="origin">${escaped(date)} · <code>${escaped(command)}</code></p>
${body.join("\n")}
</main>
</body>
</html>
`;
}

function figureHtml({ svg, caption }: ReportFigure, number: number): string {
  return `<figure>
<div class="wide" tabindex="0">${inlineSvg(svg, `figure-${number}-`)}</div>
<figcaption>Figure ${number}. ${escaped(caption)}</figcaption>
</figure>`;
}

/** Ids are made the figure's own, as Vega numbers them anew in each; namespaces are only for SVG files. */
function inlineSvg(svg: string, prefix: string): string {
  return svg
    .replace(/ xmlns(:\w+)?="[^"]*"/g, "")
    .replace(/ id="([^"]*)"/g, ` id="${prefix}$1"`)
    .replace(/url\(#([^)]*)\)/g, `url(#${prefix}$1)`)
    .replace(/href="#([^"]*)"/g, `href="#${prefix}$1"`);
}

function tableHtml({ columns, rows, caption }: ReportTable): string {
  const line = (cells: readonly string[]) => `<tr>${cells.join("")}</tr>`;
  const numeric = (cell: Cell) => (typeof cell === "number" ? ' class="number"' : "");
  const header = columns.map((column, index) => {
    const cell = rows.find((row) => row[index] != null)?.[index];
    return `<th scope="col"${numeric(cell)}>${escaped(column)}</th>`;
  });
  const body = rows.map((row) =>
    line(row.map((cell) => `<td${numeric(cell)}>${escaped(String(cell ?? "–"))}</td>`)),
  );
  return `<div class="wide" tabindex="0"><table>
${caption === undefined ? "" : `<caption>${escaped(caption)}</caption>`}
<thead>${line(header)}</thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
