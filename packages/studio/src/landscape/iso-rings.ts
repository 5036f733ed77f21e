/** A closed curve as x₀, y₀, x₁, y₁ … in grid coordinates: columns and rows count from 0, the last point joins the first. */
export type Ring = readonly number[];

/**
 * From which edge of a cell to which its borders go, the inside on their left (B, R, T, L: bottom, right, top, left), by the
 * corners that are inside: bits from the bottom left, counterclockwise. In a saddle, 5 and 10, they join the high corners.
 */
const borders = [
  "",
  "BL",
  "RB",
  "RL",
  "TR",
  "BRTL",
  "TB",
  "TL",
  "LT",
  "BT",
  "LBRT",
  "RT",
  "LR",
  "BR",
  "LB",
].map(edgesOf);
const partedSaddles = new Map([
  [5, edgesOf("BLTR")],
  [10, edgesOf("RBLT")],
]);

/** Numbers of edges, from the bottom one, counterclockwise. */
function edgesOf(letters: string): number[] {
  return Array.from(letters, (letter) => "BRTL".indexOf(letter));
}

/**
 * The borders of the regions where a grid's values are at least `level`, by marching squares with linear interpolation: regions
 * lie to the left of their rings, and end at the grid's edge. `values` is rows × columns.
 *
 * Every edge of a cell that a border crosses is where one cell's segment ends and its neighbour's begins, so "from this edge
 * to that" is all there is to remember.
 */
export function isoRings(values: ArrayLike<number>, columns: number, rows: number, level: number): Ring[] {
  // One more row and column of points on each side, all below every level, close the rings.
  const width = columns + 2;
  const height = rows + 2;
  const inside = new Uint8Array(width * height);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (values[r * columns + c]! >= level) inside[(r + 1) * width + c + 1] = 1;
    }
  }

  // An edge from point p to its right is p, to the point above it p + upward.
  const upward = width * height;
  const next = new Int32Array(2 * upward).fill(-1);
  for (let r = 0; r < height - 1; r++) {
    for (let c = 0; c < width - 1; c++) {
      const p = r * width + c;
      const corners =
        inside[p]! | (inside[p + 1]! << 1) | (inside[p + width + 1]! << 2) | (inside[p + width]! << 3);
      if (corners === 0 || corners === 15) continue;
      const edges = [p, upward + p + 1, p + width, upward + p];
      const parted = partedSaddles.get(corners);
      const isParted = parted !== undefined && !isJoined(values, columns, r, c, level);
      const segments = isParted ? parted : borders[corners]!;
      for (let i = 0; i < segments.length; i += 2) next[edges[segments[i]!]!] = edges[segments[i + 1]!]!;
    }
  }

  const rings: Ring[] = [];
  for (let start = 0; start < next.length; start++) {
    if (next[start]! < 0) continue;
    const ring: number[] = [];
    for (let edge = start; next[edge]! >= 0; ) {
      const isUpward = edge >= upward;
      const p = isUpward ? edge - upward : edge;
      const [c, r] = [(p % width) - 1, Math.floor(p / width) - 1];
      if (isUpward) ring.push(c, r + crossing(values, columns, rows, c, r, c, r + 1, level));
      else ring.push(c + crossing(values, columns, rows, c, r, c + 1, r, level), r);
      const following = next[edge]!;
      next[edge] = -1;
      edge = following;
    }
    rings.push(ring);
  }
  return rings;
}

/** Whether a saddle's two high corners are one region: its middle is at least `level`. Of padded points, all are below. */
function isJoined(values: ArrayLike<number>, columns: number, r: number, c: number, level: number): boolean {
  const at = (r - 1) * columns + c - 1;
  return (values[at]! + values[at + 1]! + values[at + columns]! + values[at + columns + 1]!) / 4 >= level;
}

/** How far along from one point to the next the level is crossed; outside of the grid there is nothing, so at the edge. */
function crossing(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
  c: number,
  r: number,
  nextC: number,
  nextR: number,
  level: number,
): number {
  if (c < 0 || r < 0) return 1;
  if (nextC >= columns || nextR >= rows) return 0;
  const value = values[r * columns + c]!;
  return (level - value) / (values[nextR * columns + nextC]! - value);
}
