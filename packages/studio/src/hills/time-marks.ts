import type { Palette } from "../ui/palette.ts";
import { clamp, extent } from "../ui/range.ts";
import { gatherMarks, type MarkGroup } from "./replay.ts";

/** What is marked on a time line. */
export interface TimeMarks {
  readonly evaluationSteps: readonly number[];
  readonly evaluationReturns: readonly number[];
  readonly healthSteps: readonly number[];
  readonly solvedAt: number | null;
  readonly deaths: readonly { readonly step: number; readonly count: number }[];
}

/** Pixels, from above: health and the flag, returns, deaths. */
const rows = { signs: 12, returns: 30, ticks: 9, counts: 13 };
export const timeMarksHeight = rows.signs + rows.returns + rows.ticks + rows.counts;

/** Pixels below which two signs cannot be told apart. */
const signGap = 9;
const countGap = 30;

/**
 * Draws the marks of a time line that runs from x = `inset` to `width` − `inset`; `fraction` of a step is from 0 to 1. The
 * context's unit is a CSS pixel, its canvas clear.
 */
export function drawTimeMarks(
  context: CanvasRenderingContext2D,
  { evaluationSteps, evaluationReturns, healthSteps, solvedAt, deaths }: TimeMarks,
  fraction: (step: number) => number,
  { width, inset, colors }: { readonly width: number; readonly inset: number; readonly colors: Palette },
): void {
  const x = (step: number) => inset + fraction(step) * (width - 2 * inset);
  drawBase(context, width, inset, colors);
  if (solvedAt !== null) drawFlag(context, x(solvedAt), colors);
  drawReturns(context, evaluationSteps.map(x), evaluationReturns, colors);
  const health = healthSteps.map((step) => ({ at: x(step), count: 1 }));
  for (const group of gatherMarks(health, signGap)) drawTriangle(context, group, colors);
  drawDeaths(
    context,
    deaths.map(({ step, count }) => ({ at: x(step), count })),
    { width, colors },
  );
}

function drawBase(context: CanvasRenderingContext2D, width: number, inset: number, colors: Palette): void {
  context.fillStyle = colors.line;
  context.fillRect(inset, rows.signs + rows.returns, width - 2 * inset, 1);
}

/** The greatest return stands on top of its row, the least below. */
function drawReturns(
  context: CanvasRenderingContext2D,
  positions: readonly number[],
  returns: readonly number[],
  colors: Palette,
): void {
  const [least, greatest] = extent(returns);
  const y = (value: number) => {
    const height = greatest > least ? (value - least) / (greatest - least) : 0.5;
    return rows.signs + 3 + (1 - height) * (rows.returns - 7);
  };
  context.strokeStyle = context.fillStyle = colors.accent;
  context.lineWidth = 1;
  context.globalAlpha = 0.45;
  context.beginPath();
  for (const [i, at] of positions.entries()) context.lineTo(at, y(returns[i]!));
  context.stroke();
  context.globalAlpha = 1;
  const radius = positions.length > 150 ? 1.4 : 2.2;
  for (const [i, at] of positions.entries()) {
    context.beginPath();
    context.arc(at, y(returns[i]!), radius, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawTriangle(context: CanvasRenderingContext2D, { at }: MarkGroup, colors: Palette): void {
  context.fillStyle = colors.warning;
  context.beginPath();
  context.moveTo(at, 1);
  context.lineTo(at + 4.5, 9);
  context.lineTo(at - 4.5, 9);
  context.fill();
}

function drawFlag(context: CanvasRenderingContext2D, at: number, colors: Palette): void {
  context.fillStyle = colors.text;
  context.fillRect(Math.round(at), 0, 1, rows.signs + rows.returns);
  context.beginPath();
  context.moveTo(Math.round(at) + 1, 0);
  context.lineTo(Math.round(at) + 9, 3.5);
  context.lineTo(Math.round(at) + 1, 7);
  context.fill();
}

/** A tick for each moment that lost hills, longer for more; below, how many, where there is room. */
function drawDeaths(
  context: CanvasRenderingContext2D,
  marks: readonly MarkGroup[],
  { width, colors }: { readonly width: number; readonly colors: Palette },
): void {
  const most = marks.reduce((so, { count }) => Math.max(so, count), 1);
  const top = rows.signs + rows.returns + 1;
  context.fillStyle = colors.muted;
  for (const { at, count } of marks)
    context.fillRect(at - 0.5, top, 1, 3 + Math.sqrt(count / most) * (rows.ticks - 3));
  context.font = `10.5px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  for (const { at, count } of gatherMarks(marks, countGap)) {
    const label = `−${count}`;
    const half = context.measureText(label).width / 2;
    context.fillText(label, clamp(at, [half, width - half]), timeMarksHeight - 2);
  }
}
