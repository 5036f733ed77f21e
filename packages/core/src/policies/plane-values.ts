import { exp } from "../math/exp.ts";
import type { PlaneHill } from "./policy-plane.ts";

/** Points of a plane, evenly spaced, ends included. */
export interface PlaneGrid {
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  /** Points along x, at least 2. */
  readonly columns: number;
  /** Points along y, at least 2. */
  readonly rows: number;
}

/** What a policy is in a plane beside its hills. */
export interface PlaneSetting {
  /** b: what is added everywhere. */
  readonly commonValue: number;
  /** Where a point beyond counts as if it stood there, along x and along y; null where none does. */
  readonly bounds: { readonly x: PlaneGrid["x"]; readonly y: PlaneGrid["y"] } | null;
}

/** A Gaussian below e^−37 of its peak adds nothing that float64 would show beside it. */
const FARTHEST = 37;

/**
 * Q_a at every point of a grid: an array for each action, rows × columns, the first row at y's `from`.
 *
 * Along a row a Gaussian is g(u) = exp(−p u² − k) of the distance u from the row's own peak, so g(u + h) = g(u) r(u) and
 * r(u + h) = r(u) q with the constant q = exp(−2 p h²): two products a point instead of an exponential. From the peak
 * outwards, where both only shrink, the products lose no more digits than there are columns.
 */
export function planeValues(
  hills: readonly PlaneHill[],
  actionCount: number,
  grid: PlaneGrid,
  { commonValue, bounds }: PlaneSetting = { commonValue: 0, bounds: null },
): Float64Array[] {
  const values = unboundedValues(hills, actionCount, grid);
  if (bounds) holdAtBounds(values, hills, grid, bounds);
  if (commonValue !== 0) {
    for (const each of values) for (let i = 0; i < each.length; i++) each[i] += commonValue;
  }
  return values;
}

/** Gives every point beyond the bounds the value that stands at its nearest point within. */
function holdAtBounds(
  values: readonly Float64Array[],
  hills: readonly PlaneHill[],
  { x, y, columns, rows }: PlaneGrid,
  bounds: NonNullable<PlaneSetting["bounds"]>,
): void {
  const within = ([low, high]: PlaneGrid["x"], place: number) => Math.min(high, Math.max(low, place));
  const places = ([from, to]: PlaneGrid["x"], count: number) =>
    Array.from({ length: count }, (_, i) => from + (i * (to - from)) / (count - 1));
  const xs = places(x, columns);
  const ys = places(y, rows);
  const found = new Map<string, readonly number[]>();
  for (const [r, py] of ys.entries()) {
    for (const [c, px] of xs.entries()) {
      const [heldX, heldY] = [within(bounds.x, px), within(bounds.y, py)];
      if (heldX === px && heldY === py) continue;
      const key = `${heldX} ${heldY}`;
      const at = found.get(key) ?? valuesAt(hills, values.length, heldX, heldY);
      found.set(key, at);
      for (let a = 0; a < values.length; a++) values[a][r * columns + c] = at[a];
    }
  }
}

/** Q_a of one point, as hills add up. */
function valuesAt(hills: readonly PlaneHill[], actionCount: number, x: number, y: number): number[] {
  const sums = Array<number>(actionCount).fill(0);
  for (const { center, precision, weights } of hills) {
    const [dx, dy] = [x - center[0], y - center[1]];
    const gaussian = exp(-(dx * (precision[0] * dx + 2 * precision[1] * dy) + precision[2] * dy * dy));
    for (let a = 0; a < actionCount; a++) sums[a] += weights[a] * gaussian;
  }
  return sums;
}

function unboundedValues(hills: readonly PlaneHill[], actionCount: number, grid: PlaneGrid): Float64Array[] {
  const { columns, rows } = grid;
  const [left, bottom] = [grid.x[0], grid.y[0]];
  const stepX = (grid.x[1] - left) / (columns - 1);
  const stepY = (grid.y[1] - bottom) / (rows - 1);
  // Three actions at a time share a Gaussian; what is missing at the end is a row of nobody's.
  const unread = new Float64Array(actionCount % 3 === 0 ? 0 : columns * rows);
  const values = Array.from({ length: actionCount }, () => new Float64Array(columns * rows));

  for (const { center, precision, weights } of hills) {
    const [xx, xy, yy] = precision;
    // Of the exponent in y alone, once x is where the row peaks.
    const schur = yy - (xy * xy) / xx;
    if (!(xx > 0 && schur >= 0) || weights.every((weight) => weight === 0)) continue;
    const ratioOfRatios = exp(-2 * xx * stepX * stepX);
    const reachY = Math.sqrt(FARTHEST / schur);
    const firstRow = indexFrom((center[1] - reachY - bottom) / stepY);
    const lastRow = indexTo((center[1] + reachY - bottom) / stepY, rows);

    for (let r = firstRow; r <= lastRow; r++) {
      const dy = bottom + r * stepY - center[1];
      const depth = schur * dy * dy;
      const peak = center[0] - (xy / xx) * dy;
      const reach = Math.sqrt(Math.max(0, FARTHEST - depth) / xx);
      const from = indexFrom((peak - reach - left) / stepX);
      const to = indexTo((peak + reach - left) / stepX, columns);
      if (from > to) continue;
      const middle = Math.min(to, Math.max(from, indexTo((peak - left) / stepX + 0.5, columns)));
      const u = left + middle * stepX - peak;
      const top = exp(-xx * u * u - depth);
      const rightwards = exp(-xx * stepX * (2 * u + stepX));
      const leftwards = exp(xx * stepX * (2 * u - stepX));
      const at = r * columns + middle;
      for (let a = 0; a < actionCount; a += 3) {
        const [first, second, third] = [values[a], values[a + 1] ?? unread, values[a + 2] ?? unread];
        const [one, two, three] = [weights[a], weights[a + 1] ?? 0, weights[a + 2] ?? 0];
        const add = (start: number, step: number, count: number, value: number, ratio: number) =>
          addWalk(first, second, third, start, step, count, value, ratio, ratioOfRatios, one, two, three);
        add(at, 1, to - middle + 1, top, rightwards);
        add(at - 1, -1, middle - from, top * leftwards, leftwards * ratioOfRatios);
      }
    }
  }
  return values;
}

// Truncated to integers: V8 keeps what Math.floor and Math.ceil return as doubles, and indexes slowly by those.

/** The first index at or after a place. */
function indexFrom(place: number): number {
  return Math.max(0, Math.ceil(Math.min(place, 1e9))) | 0;
}

/** The last index at or before a place, of `count`; −1 when there is none. */
function indexTo(place: number, count: number): number {
  return Math.max(-1, Math.min(count - 1, Math.floor(place))) | 0;
}

/** Adds a Gaussian's next `count` values along a row to three actions' values, from `at` by `step`. */
function addWalk(
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  at: number,
  step: number,
  count: number,
  value: number,
  ratio: number,
  ratioOfRatios: number,
  one: number,
  two: number,
  three: number,
): void {
  for (let c = 0; c < count; c++) {
    first[at] += one * value;
    second[at] += two * value;
    third[at] += three * value;
    value *= ratio;
    ratio *= ratioOfRatios;
    at += step;
  }
}
