import { Resvg } from "@resvg/resvg-js";
import { parse, View } from "vega";
import { compile } from "vega-lite";
import type { FigureSpec } from "./figure-style.ts";

/** The figure as SVG text. Needs no browser and no canvas. The spec stays as it is: Vega would mark its rows as its own. */
export async function renderSvg(spec: FigureSpec): Promise<string> {
  const view = new View(parse(compile(structuredClone(spec)).spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

/** The SVG as a PNG, two pixels for one, in a sans-serif font of the system. */
export function renderPng(svg: string): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, font: { loadSystemFonts: true } })
    .render()
    .asPng();
}
