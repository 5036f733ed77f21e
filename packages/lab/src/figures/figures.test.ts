import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read } from "vega";
import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.ts";
import { exampleFigures } from "./example-figures.case.ts";
import { expectGoldenSpec } from "./golden-spec.case.ts";
import { heatMap } from "./heat-map.ts";
import { intervalPlot } from "./interval-plot.ts";
import { learningCurves } from "./learning-curves.ts";
import { performanceProfiles } from "./performance-profiles.ts";
import { renderPng, renderSvg } from "./render.ts";
import { returnBySize } from "./return-by-size.ts";
import { survivalCurves } from "./survival-curves.ts";
import { writeFigure } from "./write-figure.ts";

/** What must be read in each figure's picture, and how many marks of which kind it has. */
const expected: Record<string, { texts: string[]; marks: [string, number][]; half?: true }> = {
  "learning-curves": {
    texts: [
      "CartPole-v1",
      "Acrobot-v1",
      "environment steps",
      "return",
      "(interquartile mean)",
      "sparse DQN, 10 %",
    ],
    marks: [
      ["line mark", 6],
      ["area mark", 6],
      ["point", 36],
    ],
  },
  "return-by-size": {
    texts: ["nonzero parameters", "(logarithmic)", "10k"],
    marks: [
      ["line mark", 4],
      ["point", 20],
    ],
  },
  "return-by-share": {
    texts: ["(% of all, logarithmic)", "100"],
    marks: [
      ["line mark", 4],
      ["point", 20],
    ],
  },
  "paper-learning-curves": {
    texts: ["Acrobot-v1", "Steps", "Return", "Drumlin"],
    marks: [
      ["line mark", 3],
      ["area mark", 3],
    ],
    half: true,
  },
  "paper-return-by-share": {
    texts: ["Acrobot-v1", "Nonzero parameters, % of all", "Return", "100"],
    marks: [
      ["rule mark", 10],
      ["point", 10],
    ],
    half: true,
  },
  "interval-plot": {
    texts: ["optimality gap", "Drumlin"],
    marks: [
      ["bar", 6],
      ["point", 6],
    ],
  },
  "heat-map": { texts: ["sparsity ρ", "rank J", "548"], marks: [["text mark", 19]] },
  "survival-curves": {
    texts: ["trials not solved yet", "100%"],
    marks: [
      ["line mark", 6],
      ["tick", 6],
    ],
  },
  "performance-profiles": {
    texts: ["trials with a score above τ"],
    marks: [
      ["line mark", 3],
      ["area mark", 3],
    ],
  },
};

describe.each(exampleFigures)("$name", ({ name, rows, spec }) => {
  it("is the golden one", () => expectGoldenSpec(name, spec));

  it("has the titles, the marks and about the width it should", async () => {
    const svg = await renderSvg(spec);
    const { texts, marks, half } = expected[name]!;
    for (const text of texts) expect(svg.includes(`>${text}</t`), text).toBe(true);
    for (const [mark, count] of marks) {
      expect(svg.split(`aria-roledescription="${mark}"`).length - 1, mark).toBe(count);
    }
    const [width] = /width="(\d+)"/.exec(svg)!.slice(1).map(Number);
    expect(width).toBeGreaterThan(half ? 320 : 590);
    expect(width).toBeLessThan(half ? 360 : 740);
  });

  it("comes back from its CSV", () => {
    const parsed = read(toCsv(rows), { type: "csv", parse: "auto" });
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(rows);
  });
});

describe("a figure of", () => {
  it.each([learningCurves, returnBySize, intervalPlot, survivalCurves, performanceProfiles])(
    "nothing is drawn all the same (%#)",
    async (figure) => expect(await renderSvg(figure([]))).toContain("<svg"),
  );

  it("a grid on which every trial failed is empty cells", async () => {
    const spec = heatMap([{ x: 1, y: 2, value: null }], { x: "a", y: "b", value: "c" });
    expect(await renderSvg(spec)).not.toContain('"rect mark"');
  });
});

describe("a figure's files", () => {
  it("are SVG, PNG of twice its width with visible text, and CSV", async () => {
    const { rows, spec } = exampleFigures.find(({ name }) => name === "heat-map")!;
    const folder = join(mkdtempSync(join(tmpdir(), "figures-")), "new");
    try {
      const svg = await writeFigure(folder, "heat", rows, spec);
      expect(readFileSync(join(folder, "heat.svg"), "utf8")).toBe(svg);
      expect(readFileSync(join(folder, "heat.csv"), "utf8").split("\n")[0]).toBe("x,y,value");
      const png = readFileSync(join(folder, "heat.png"));
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)![1]));
      expect(png.length).toBeGreaterThan(renderPng(svg.replace(/<text.*?<\/text>/gs, "")).length);
    } finally {
      rmSync(join(folder, ".."), { recursive: true });
    }
    expect(existsSync(folder)).toBe(false);
  });

  it("quote what CSV must quote", () => {
    const rows = [
      { name: 'a "b", c', value: 0.1 + 0.2 },
      { name: "two\nlines", value: null, other: true },
    ];
    expect(toCsv(rows)).toBe('name,value,other\n"a ""b"", c",0.30000000000000004,\n"two\nlines",,true\n');
  });
});
