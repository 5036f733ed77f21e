import uPlot from "uplot";
import type { Palette } from "../ui/palette.ts";
import type { ChartLayer } from "./chart-layer.ts";

/** What uPlot draws of a layer: the edges of its band, and its line or dots. */
export function plotSeries({ label, color, dash, mark, band, opacity = 1 }: ChartLayer): uPlot.Series[] {
  const edge: uPlot.Series = { stroke: "transparent", width: 0, points: { show: false } };
  const line: uPlot.Series = {
    label,
    stroke: color,
    width: 1.75,
    alpha: opacity,
    ...(dash !== undefined && { dash: [...dash] }),
    points: { show: false },
  };
  const dots: uPlot.Series = {
    label,
    stroke: color,
    alpha: opacity,
    paths: () => null,
    points: { show: true, size: 3, width: 0, fill: color },
  };
  return [...(band === undefined ? [] : [edge, edge]), mark === "line" ? line : dots];
}

/** What lies between those edges. */
export function plotBands(layers: readonly ChartLayer[], { isDark }: Palette): uPlot.Band[] {
  let next = 1;
  return layers.flatMap(({ band, color, mark }) => {
    const low = next;
    next += band === undefined ? 1 : 3;
    const strength = (mark === "line" ? 22 : 13) + (isDark ? 6 : 0);
    return band === undefined ? [] : [{ series: [low + 1, low], fill: mixed(color, strength) } as uPlot.Band];
  });
}

/** `#rrggbb` with so many per cent of its strength. */
function mixed(color: string, percent: number): string {
  return `${color}${Math.round(percent * 2.55)
    .toString(16)
    .padStart(2, "0")}`;
}

/** The layers on the steps of all of them; what a layer does not know at a step stays open, and its line goes over it. */
export function plotData(layers: readonly ChartLayer[]): uPlot.AlignedData {
  const tables = layers.map(({ steps, values, band }) => {
    const columns = band === undefined ? [steps, values] : [steps, band.lows, band.highs, values];
    return columns as unknown as uPlot.AlignedData;
  });
  if (tables.length === 0) return [[]];
  return tables.length === 1 ? tables[0]! : uPlot.join(tables);
}
