import { beforeAll, describe, expect, it } from "vitest";
import { exampleFigures } from "./example-figures.case.ts";
import { renderSvg } from "./render.ts";
import { reportHtml } from "./report.ts";

let html: string;

beforeAll(async () => {
  const svgs = await Promise.all(exampleFigures.map(({ spec }) => renderSvg(spec)));
  html = reportHtml({
    title: "Sparsity <& size>",
    command: 'drumlin reproduce sparsity --only "a"',
    date: "2026-01-31",
    sections: [
      {
        heading: "Final return",
        text: ["Ten seeds."],
        tables: [
          {
            columns: ["agent", "IQM"],
            rows: [
              ["Drumlin", 0.98],
              ["DQN", null],
              ["Others", [{ text: "a & b", href: "#figure-of-a" }]],
              ["None", []],
            ],
            caption: "IQM",
          },
        ],
        figures: svgs.map((svg) => ({ svg, caption: "An example" })),
      },
      {
        heading: "Of another day",
        id: "other",
        origin: { date: "2026-01-30", command: "drumlin reproduce other" },
        figures: [{ svg: svgs[0]!, caption: "Named", id: "figure-of-a", label: "Fig. 1a" }],
        beside: true,
      },
    ],
  });
});

describe("the report", () => {
  it("asks nobody for anything", () => {
    expect(html).not.toMatch(/https?:|src=|<link|<script|@import|url\((?!#)/);
    expect(html).toContain("default-src 'none'");
  });

  it("says what it is, when and by which command, as plain text", () => {
    expect(html).toContain("<h1>Sparsity &lt;&amp; size&gt;</h1>");
    expect(html).toContain("2026-01-31 · <code>drumlin reproduce sparsity --only &quot;a&quot;</code>");
  });

  it("holds every figure and table", () => {
    expect(html.match(/<figure>/g)).toHaveLength(exampleFigures.length);
    expect(html.match(/<svg /g)).toHaveLength(exampleFigures.length + 1);
    expect(html).toContain('<tr><td>Drumlin</td><td class="number">0.98</td></tr>');
    expect(html).toContain('<th scope="col" class="number">IQM</th>');
    expect(html).toContain("<tr><td>DQN</td><td>–</td></tr>");
    expect(html).toContain("<tr><td>None</td><td>–</td></tr>");
  });

  it("leads from a cell to a figure, and says of a section when and by which command it was made", () => {
    expect(html).toContain('<td>Others</td><td><a href="#figure-of-a">a &amp; b</a></td>');
    expect(html).toContain('<section id="other">\n<h2>Of another day</h2>');
    expect(html).toContain("2026-01-30 · <code>drumlin reproduce other</code>");
    expect(html).toMatch(/<div class="beside">\n<figure id="figure-of-a">.*Fig\. 1a\. Named/s);
  });

  it("gives no id twice, and every reference an id", () => {
    const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const references = Array.from(html.matchAll(/(?:url\(#|href="#)([^)"]*)/g), ([, id]) => id!);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(ids).toContain(reference);
  });
});
