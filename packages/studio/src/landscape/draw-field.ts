import type { EnvironmentSpec } from "drumlin";
import { actionColor } from "../ui/action-color.ts";
import { niceStep } from "../ui/nice-step.ts";
import type { Palette } from "../ui/palette.ts";
import { extent } from "../ui/range.ts";
import { axisTicks } from "./axis-ticks.ts";
import { mixed, valueColor } from "./colors.ts";
import { hillEllipse } from "./hill-ellipse.ts";
import { isoRings, type Ring } from "./iso-rings.ts";
import type { PlaneField, WeighedHill } from "./plane-field.ts";
import type { PlotFrame } from "./plot-frame.ts";

/** What fills the plane: the decision, or one action's value. */
export type Fill = "decision" | number;

/** Contours of the lead drawn at most; beyond the last it is all one colour. */
export const LEAD_BANDS_DRAWN = 9;
/** Ellipses are faint lines: of more than this many nothing can be told. */
const MOST_ELLIPSES = 120;
/** Hills less important than this share of the first are not seen. */
const LEAST_IMPORTANCE = 0.02;

/** The colour of an action that leads by `band` steps: pale where it hardly does. */
export function leadColor(palette: Palette, action: number, band: number): string {
  const strength = 0.1 + (palette.isDark ? 0.56 : 0.58) * (band / LEAD_BANDS_DRAWN) ** 0.85;
  return mixed(palette.surface, actionColor(palette, action), strength);
}

/** The round numbers at which an action's value has its contours. */
export function valueLevels(values: Float64Array): number[] {
  const [low, high] = extent(values);
  if (!(high > low)) return [];
  const step = niceStep((high - low) / 18);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Fills the plane with bands, and draws the lines between them. */
export function drawBands(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  field: PlaneField,
  fill: Fill,
  palette: Palette,
): void {
  context.save();
  frame.clip(context);
  if (fill === "decision") drawDecision(context, frame, field, palette);
  else drawValue(context, frame, field, field.values[fill]!, palette);
  context.restore();
}

function drawDecision(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  field: PlaneField,
  palette: Palette,
): void {
  const { leads, columns, rows, leadStep } = field;
  // Where three actions meet, what lies between their interpolated borders is nobody's.
  context.fillStyle = palette.surface;
  context.fillRect(frame.left, frame.top, frame.width, frame.height);
  const borders: Path2D[] = [];
  leads.forEach((lead, a) => {
    for (let band = 0; band < LEAD_BANDS_DRAWN; band++) {
      const rings = isoRings(lead, columns, rows, band * leadStep);
      if (rings.length === 0) break;
      const path = closedPath(rings, frame, field);
      context.fillStyle = leadColor(palette, a, band);
      context.fill(path, "evenodd");
      if (band === 0) borders.push(openPath(rings, frame, field));
      else strokeContour(context, openPath(rings, frame, field), palette.surface, 0.3);
    }
  });
  context.lineJoin = "round";
  for (const [color, width, alpha] of [
    [palette.surface, 4.5, 0.7],
    [palette.text, 2, 0.95],
  ] as const) {
    context.globalAlpha = alpha;
    context.strokeStyle = color;
    context.lineWidth = width;
    for (const border of borders) context.stroke(border);
  }
}

function drawValue(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  field: PlaneField,
  values: Float64Array,
  palette: Palette,
): void {
  const levels = valueLevels(values);
  context.fillStyle = valueColor(0);
  context.fillRect(frame.left, frame.top, frame.width, frame.height);
  levels.forEach((level, i) => {
    const rings = isoRings(values, field.columns, field.rows, level);
    context.fillStyle = valueColor((i + 1) / levels.length);
    context.fill(closedPath(rings, frame, field), "evenodd");
    strokeContour(context, openPath(rings, frame, field), palette.isDark ? "#000000" : "#ffffff", 0.35);
  });
}

function strokeContour(context: CanvasRenderingContext2D, path: Path2D, color: string, alpha: number): void {
  context.globalAlpha = alpha;
  context.strokeStyle = color;
  context.lineWidth = 0.75;
  context.stroke(path);
  context.globalAlpha = 1;
}

/** Where the points of a field's grid, and those between them, are on the canvas. */
function gridPlaces({ left, top, width, height }: PlotFrame, columns: number, rows: number) {
  return {
    across: (column: number) => left + (column * width) / (columns - 1),
    down: (row: number) => top + height - (row * height) / (rows - 1),
  };
}

function closedPath(rings: readonly Ring[], frame: PlotFrame, { columns, rows }: PlaneField): Path2D {
  const { across, down } = gridPlaces(frame, columns, rows);
  const path = new Path2D();
  for (const ring of rings) {
    path.moveTo(across(ring[0]!), down(ring[1]!));
    for (let i = 2; i < ring.length; i += 2) {
      path.lineTo(across(ring[i]!), down(ring[i + 1]!));
    }
    path.closePath();
  }
  return path;
}

/** The rings without what runs along the plane's own edge. */
function openPath(rings: readonly Ring[], frame: PlotFrame, { columns, rows }: PlaneField): Path2D {
  const { across, down } = gridPlaces(frame, columns, rows);
  const path = new Path2D();
  for (const ring of rings) {
    path.moveTo(across(ring[0]!), down(ring[1]!));
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const [fromX, fromY, x, y] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
      const isEdge =
        (x === fromX && (x === 0 || x === columns - 1)) || (y === fromY && (y === 0 || y === rows - 1));
      if (isEdge) path.moveTo(across(x), down(y));
      else path.lineTo(across(x), down(y));
    }
  }
  return path;
}

/** The visited states as a faint cloud. */
export function drawVisited(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  { dimensions }: PlaneField,
  visited: Float32Array,
  size: number,
  palette: Palette,
): void {
  context.save();
  frame.clip(context);
  context.globalAlpha = palette.isDark ? 0.34 : 0.26;
  context.fillStyle = palette.text;
  context.beginPath();
  for (let at = 0; at + size <= visited.length; at += size) {
    const [x, y] = [frame.across(visited[at + dimensions[0]]!), frame.down(visited[at + dimensions[1]]!)];
    context.moveTo(x + 1.4, y);
    context.arc(x, y, 1.4, 0, 2 * Math.PI);
  }
  context.fill();
  context.restore();
}

/** Every hill that can be seen: its ellipse and centre, in the colour of its action, the fainter the less it matters here. */
export function drawHills(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  { hills }: PlaneField,
  palette: Palette,
): void {
  context.save();
  frame.clip(context);
  for (const hill of visibleHills(hills).toReversed()) {
    const ellipse = hillEllipse(hill, frame);
    const opacity = 0.07 + 0.83 * hill.importance ** 1.4;
    context.beginPath();
    context.ellipse(ellipse.x, ellipse.y, ellipse.major, ellipse.minor, ellipse.angle, 0, 2 * Math.PI);
    context.globalAlpha = 0.6 * opacity * hill.importance;
    context.strokeStyle = palette.surface;
    context.lineWidth = 3.2;
    context.stroke();
    context.globalAlpha = opacity;
    context.strokeStyle = hillInk(palette, hill);
    context.lineWidth = 1 + 0.6 * hill.importance;
    context.stroke();

    context.beginPath();
    context.arc(ellipse.x, ellipse.y, 2.2 + 1.6 * hill.importance, 0, 2 * Math.PI);
    context.fillStyle = hillInk(palette, hill);
    context.fill();
    context.strokeStyle = palette.surface;
    context.lineWidth = 1;
    context.stroke();
  }
  context.restore();
}

/** The hills that are drawn, the most important first. */
export function visibleHills(hills: readonly WeighedHill[]): readonly WeighedHill[] {
  return hills.slice(0, MOST_ELLIPSES).filter(({ importance }) => importance > LEAST_IMPORTANCE);
}

/** The colour of a hill's lines: its action's, set off against the filled plane. */
export function hillInk(palette: Palette, hill: WeighedHill): string {
  return mixed(actionColor(palette, hill.action), palette.text, palette.isDark ? 0.25 : 0.32);
}

/** The frame, its ticks, and the observations' names and units. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  { dimensions }: PlaneField,
  names: EnvironmentSpec["observationNames"],
  palette: Palette,
): void {
  const bottom = frame.top + frame.height;
  context.strokeStyle = palette.muted;
  context.fillStyle = palette.muted;
  context.lineWidth = 1;
  context.font = "11.5px system-ui, sans-serif";
  context.strokeRect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);
  context.beginPath();
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const { value, label } of axisTicks(...frame.x, Math.max(2, frame.width / 80))) {
    const x = Math.round(frame.across(value)) + 0.5;
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    context.fillText(label, x, bottom + 7);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { value, label } of axisTicks(...frame.y, Math.max(2, frame.height / 60))) {
    const y = Math.round(frame.down(value)) + 0.5;
    context.moveTo(frame.left, y);
    context.lineTo(frame.left - 4, y);
    context.fillText(label, frame.left - 7, y);
  }
  context.stroke();

  const [nameX, nameY] = dimensions.map((dimension) => dimensionLabel(names, dimension));
  context.fillStyle = palette.text;
  context.font = "12.5px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillText(nameX!, Math.round(frame.left + frame.width / 2), Math.round(bottom) + 42);
  context.save();
  context.translate(0, Math.round(frame.top + frame.height / 2));
  context.rotate(-Math.PI / 2);
  context.textBaseline = "top";
  context.fillText(nameY!, 0, 0);
  context.restore();
}

/** As in "pole angle (rad)". */
export function dimensionLabel(names: EnvironmentSpec["observationNames"], dimension: number): string {
  const { name = `observation ${dimension}`, unit = "" } = names[dimension] ?? {};
  return unit === "" ? name : `${name} (${unit})`;
}
