import type { Cell } from "./csv.ts";
import { reportStyle } from "./report-style.ts";

/** A picture of a report. */
export interface ReportFigure {
  /** SVG text of one of our own figures; it is not made safe, so never pass a stranger's. */
  readonly svg: string;
  readonly caption: string;
  /** For links to it. */
  readonly id?: string;
  /** What stands before the caption instead of "Figure 7". */
  readonly label?: string;
}

/** Words that lead to a place: `#id` in a report. */
export interface Link {
  readonly text: string;
  readonly href: string;
}

/** What stands in a cell of a table: one thing, or links, of which there may be none. */
export type ReportCell = Cell | readonly Link[];

/** A table of a report: each row a cell for each column. Numbers stand to the right. */
export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
  readonly caption?: string;
}

/** A part of a report under its own heading: paragraphs first, then tables, then figures. */
export interface ReportSection {
  readonly heading: string;
  /** For links to it. */
  readonly id?: string;
  readonly origin?: ReportOrigin;
  readonly text?: readonly string[];
  readonly tables?: readonly ReportTable[];
  readonly figures?: readonly ReportFigure[];
  /** Whether figures half as wide as the text stand two beside each other, where there is room. */
  readonly beside?: true;
}

/** When something was made, and the command that repeats it. */
export interface ReportOrigin {
  readonly date: string;
  readonly command: string;
}

/** A whole report. All texts are plain text. */
export interface Report extends ReportOrigin {
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

/**
 * The report as one HTML file that needs nothing else: no script, no font, no request (its policy forbids any). Light and dark as the
 * reader's system is; on a narrow screen figures and tables scroll sideways, so that their text stays readable.
 */
export function reportHtml({ title, sections, ...origin }: Report): string {
  let figures = 0;
  const body = sections.map((section) => {
    const pictures = (section.figures ?? []).map((picture) => figureHtml(picture, ++figures));
    return [
      `<section${idHtml(section.id)}>\n<h2>${escaped(section.heading)}</h2>`,
      ...(section.origin === undefined ? [] : [originHtml(section.origin)]),
      ...(section.text ?? []).map((paragraph) => `<p>${escaped(paragraph)}</p>`),
      ...(section.tables ?? []).map(tableHtml),
      ...(section.beside ? [`<div class="beside">\n${pictures.join("\n")}\n</div>`] : pictures),
      "</section>",
    ].join("\n");
  });
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
${originHtml(origin)}
${body.join("\n")}
</main>
</body>
</html>
`;
}

function originHtml({ date, command }: ReportOrigin): string {
  return `<p class="origin">${escaped(date)} · <code>${escaped(command)}</code></p>`;
}

function idHtml(id: string | undefined): string {
  return id === undefined ? "" : ` id="${escaped(id)}"`;
}

function figureHtml({ svg, caption, id, label }: ReportFigure, number: number): string {
  return `<figure${idHtml(id)}>
<div class="wide" tabindex="0">${inlineSvg(svg, `figure-${number}-`)}</div>
<figcaption>${escaped(label ?? `Figure ${number}`)}. ${escaped(caption)}</figcaption>
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
  const header = columns.map((column, index) => {
    const cell = rows.find((row) => row[index] != null)?.[index];
    return `<th scope="col"${typeof cell === "number" ? classHtml(cell) : ""}>${escaped(column)}</th>`;
  });
  const body = rows.map((row) => line(row.map((cell) => `<td${classHtml(cell)}>${cellHtml(cell)}</td>`)));
  return `<div class="wide" tabindex="0"><table>
${caption === undefined ? "" : `<caption>${escaped(caption)}</caption>`}
<thead>${line(header)}</thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div>`;
}

/** What is longer than this is words, whose column is not squeezed on a narrow screen. */
const wordsLength = 40;

function classHtml(cell: ReportCell): string {
  if (typeof cell === "number") return ' class="number"';
  return typeof cell === "string" && cell.length > wordsLength ? ' class="words"' : "";
}

function cellHtml(cell: ReportCell): string {
  if (!Array.isArray(cell)) return escaped(String(cell ?? "–"));
  return cell.map(({ text, href }) => `<a href="${escaped(href)}">${escaped(text)}</a>`).join(", ") || "–";
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
