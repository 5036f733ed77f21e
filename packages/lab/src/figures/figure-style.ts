import type { Config, TopLevelSpec } from "vega-lite";

/** A Vega-Lite figure. */
export type FigureSpec = TopLevelSpec;

/** What is drawn of an agent somewhere: every figure's rows have this at least. */
export interface AgentRow {
  readonly agent: string;
}

/**
 * The look of every figure: about 700 px wide, text of 12 px and more, thin grids. Text and axes have the colour of the text around
 * an SVG that stands in a page, black elsewhere; the ground is white, which a page may take away.
 */
export const figureConfig: Config = {
  background: "white",
  font: "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif",
  padding: 8,
  view: { stroke: null },
  axis: {
    labelColor: "currentColor",
    titleColor: "currentColor",
    domainColor: "currentColor",
    tickColor: "currentColor",
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: "normal",
    titlePadding: 8,
    tickSize: 4,
    labelFlush: false,
    gridColor: "#888888",
    gridOpacity: 0.25,
    gridWidth: 0.5,
  },
  legend: {
    orient: "top",
    title: null,
    labelColor: "currentColor",
    labelFontSize: 13,
    labelLimit: 0,
    titleColor: "currentColor",
    titleFontSize: 13,
    titleFontWeight: "normal",
    symbolType: "stroke",
    symbolSize: 900,
    clipHeight: 20,
    symbolStrokeWidth: 2.5,
    symbolOpacity: 1,
    columnPadding: 24,
  },
};

/**
 * Okabe and Ito's colours, which people with any colour vision tell apart, without black and yellow, which dark and light pages
 * swallow, and a grey that neither does. Source: M. Okabe, K. Ito, "Color universal design" (2008).
 */
const COLORS = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#808080"];

/** As many as are well told apart; five, so that agents of equal colour, seven apart, differ here. */
const DASHES = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [4, 2],
];
const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"];

/** How wide a figure is: as a page's text, or half of that, so that two stand beside each other. */
export type FigureWidth = "whole" | "half";

/** Colour, dash and shape of each agent, the legend showing colour and dash: a figure printed in grey still tells who is who. */
export function agentChannels(rows: readonly AgentRow[], width: FigureWidth = "whole") {
  const domain = [...new Set(rows.map(({ agent }) => agent))];
  const cycled = <T>(values: readonly T[]) => domain.map((_, index) => values[index % values.length]!);
  const channel = <T>(range: T[]) => ({
    field: "agent",
    type: "nominal" as const,
    scale: { domain, range },
    legend: width === "half" ? halfLegend(domain) : wholeLegend(domain),
  });
  // Conditions instead of a scale: a scale's legend would be merged with the other two and draw symbols for lines.
  const shapes = domain.map((agent, index) => ({
    test: { field: "agent", equal: agent },
    value: SHAPES[index % SHAPES.length]!,
  }));
  return {
    color: channel(cycled(COLORS)),
    strokeDash: channel(cycled(DASHES)),
    shape: { condition: shapes, value: "circle" },
  };
}

/** All agents beside each other where a figure is wide enough for their names as Vega measures them, else as many as surely fit. */
function wholeLegend(agents: readonly string[]) {
  const widths = agents.map(({ length }) => 60 + 10.4 * length);
  const all = widths.reduce((sum, width) => sum + width, 0);
  return { columns: all <= 660 ? agents.length : Math.max(1, Math.floor(660 / Math.max(...widths))) };
}

/** Smaller, and two beside each other where no name is longer than twelve characters. */
function halfLegend(agents: readonly string[]) {
  const longest = Math.max(...agents.map(({ length }) => length));
  return { columns: longest <= 12 ? 2 : 1, labelFontSize: 12, symbolSize: 400, columnPadding: 10 };
}

/** The layers of one panel. */
type Layers = Extract<FigureSpec, { layer: unknown }>["layer"];

/**
 * The same layers in a panel for each environment, two beside each other, each panel with its own axes and a common legend. In half the
 * width they stand below each other, and even a single one says where it is.
 */
export function environmentPanels(
  rows: readonly { readonly environment: string }[],
  layer: Layers,
  width: FigureWidth = "whole",
) {
  const environments = [...new Set(rows.map(({ environment }) => environment))];
  const single = environments.length === 1 && width === "whole";
  const size = single ? { width: 600, height: 320 } : { width: width === "half" ? 250 : 245, height: 230 };
  return {
    columns: width === "half" ? 1 : 2,
    spacing: 20,
    concat: environments.map((environment) => ({
      ...size,
      transform: [{ filter: { field: "environment", equal: environment } }],
      layer: single ? layer : [...layer, panelTitle(environment, size.width / 2)],
    })),
  };
}

/** A mark, not Vega's title: titles of panels side by side are level whatever sticks out of their axes. */
function panelTitle(text: string, middle: number): Layers[number] {
  return {
    data: { values: [{}] },
    mark: { type: "text", text, color: "currentColor", fontSize: 14, fontWeight: "bold" },
    encoding: { x: { value: middle }, y: { value: -16 } },
  };
}

/**
 * An axis title with its unit on a line of its own: "return (interquartile mean)" would be longer than a panel is high, as Vega
 * measures text where there is no canvas (0.8 em a character), and push the panels apart.
 */
export function axisTitle(title: string): string[] {
  return title.split(/ (?=\()/);
}
