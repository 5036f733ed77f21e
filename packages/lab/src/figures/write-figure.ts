import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { toCsv } from "./csv.ts";
import type { FigureSpec } from "./figure-style.ts";
import { renderPng, renderSvg } from "./render.ts";

/**
 * Writes NAME.svg, NAME.png and NAME.csv, the plotted rows, into a folder, which is made if need be.
 *
 * @returns the SVG, for a report
 * @throws UsageError when a file cannot be written
 */
export async function writeFigure(
  folder: string,
  name: string,
  rows: readonly object[],
  spec: FigureSpec,
): Promise<string> {
  const svg = await renderSvg(spec);
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(join(folder, `${name}.svg`), svg);
  writeFileAtomically(join(folder, `${name}.png`), renderPng(svg));
  writeFileAtomically(join(folder, `${name}.csv`), toCsv(rows));
  return svg;
}
