import type { Palette } from "../ui/palette.ts";
import type { Lifetime, Lifetimes } from "./lifetimes.ts";
import { momentIndex } from "./replay.ts";

/** Steps of a hill's opacity. */
const shades = 32;

/**
 * Draws the lives of hills to fill a canvas: a row a hill, from top in the given order; along it, from the first step to the
 * last, the colour of the action that it votes for, the stronger the more it weighs; a mark where it died.
 */
export function drawHillLives(
  context: CanvasRenderingContext2D,
  lifetimes: Lifetimes,
  rows: readonly Lifetime[],
  colors: Palette,
): void {
  const { moments } = lifetimes;
  const { width, height } = context.canvas;
  if (rows.length === 0 || moments.length === 0) return;
  const table = shadeTable(colors);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const momentAt = momentColumns(
    moments.map(({ step }) => step),
    width,
  );
  const line = new Uint32Array(width);
  const markWidth = Math.max(2, Math.round(width / 400));
  const hasGaps = height / rows.length >= 6;

  for (const [row, { id, endedAt }] of rows.entries()) {
    const [top, bottom] = [row, row + 1].map((edge) => Math.floor((edge * height) / rows.length));
    if (bottom === top) continue;
    line.fill(0);
    let end = -1;
    for (let x = 0; x < width; x++) {
      const index = momentAt[x]!;
      const { strengths, actions } = moments[index]!;
      const strength = strengths[id] ?? Number.NaN;
      if (!Number.isNaN(strength))
        line[x] =
          table[
            (actions[id]! % colors.actions.length) * shades + Math.round(Math.sqrt(strength) * (shades - 1))
          ]!;
      else if (endedAt !== null && end === -1 && index >= endedAt) end = x;
    }
    if (end !== -1) line.fill(table.at(-1)!, Math.max(0, end - markWidth), end);
    for (let y = top; y < bottom - (hasGaps ? 2 : 0); y++) pixels.set(line, y * width);
  }
  context.putImageData(image, 0, 0);
}

/** The index of the moment that each column of pixels shows, the last moment at the right edge alone. */
function momentColumns(steps: readonly number[], width: number): Uint16Array {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return Uint16Array.from({ length: width }, (_, x) =>
    momentIndex(steps, first + ((last - first) * x) / Math.max(1, width - 1)),
  );
}

/** As pixels: every action's colour from faint to full, `shades` of each; then the colour of marks. */
function shadeTable({ actions, text }: Palette): Uint32Array {
  const context = new OffscreenCanvas(shades, actions.length + 1).getContext("2d")!;
  for (const [a, color] of actions.entries()) {
    context.fillStyle = color;
    for (let shade = 0; shade < shades; shade++) {
      context.globalAlpha = 0.1 + (0.9 * shade) / (shades - 1);
      context.fillRect(shade, a, 1, 1);
    }
  }
  context.globalAlpha = 1;
  context.fillStyle = text;
  context.fillRect(0, actions.length, shades, 1);
  return new Uint32Array(context.getImageData(0, 0, shades, actions.length + 1).data.buffer);
}
