import { actionColor } from "../../ui/action-color.ts";
import type { EnvironmentDrawing, Scene } from "../environment-drawing.ts";
import { hop } from "../interpolation.ts";
import { apart, arrow, disc, fadingPath, flag, label, type Point } from "./strokes.ts";

/** What a tile is; `hole` is anything that one must not step on. */
export type Tile = "floor" | "start" | "hole" | "goal";

/** Where a move means to go, to the right and down. */
const directions = { left: [-1, 0], up: [0, -1], right: [1, 0], down: [0, 1] } as const;

/** A world of tiles, numbered row by row; what is seen is the number of one. */
interface GridWorld {
  readonly rows: readonly (readonly Tile[])[];
  /** What to call a hole: "hole", "cliff". */
  readonly holeName: string;
  /** Where each action means to go. */
  readonly moves: readonly (keyof typeof directions)[];
}

/** A player who hops from tile to tile; the arrow says where the last move was meant to go. */
export function gridDrawing(world: GridWorld): EnvironmentDrawing {
  const columns = world.rows[0]!.length;
  return {
    stepsPerSecond: 4,
    aspectRatio: Math.max(1.5, (columns + 0.4) / (world.rows.length + 0.4)),
    interpolate: hop,
    draw: (scene) => draw(scene, world),
    describe: (observation) => {
      const tile = tileOf(observation);
      const [row, column] = [Math.floor(tile / columns), tile % columns];
      const kind = world.rows[row]![column]!;
      const name = kind === "hole" ? world.holeName : kind;
      return `row ${row + 1}, column ${column + 1}${kind === "floor" ? "" : `, ${name}`}`;
    },
  };
}

function tileOf(observation: ArrayLike<number>): number {
  return observation[0]!;
}

function draw(scene: Scene, { rows, moves }: GridWorld): void {
  const { context, width, height, observation, action, trail, palette } = scene;
  const columns = rows[0]!.length;
  const size = Math.floor(Math.min(width / (columns + 0.4), height / (rows.length + 0.4)));
  const left = (width - columns * size) / 2;
  const top = (height - rows.length * size) / 2;
  const corner = (tile: number): Point => [
    left + (tile % columns) * size,
    top + Math.floor(tile / columns) * size,
  ];
  const middle = (seen: ArrayLike<number>): Point => {
    const [x, y] = corner(tileOf(seen));
    return [x + size / 2, y + size / 2];
  };

  rows.flat().forEach((tile, i) => {
    drawTile(scene, tile, corner(i), size);
  });

  const here = middle(observation);
  fadingPath(context, [...trail.map(middle), here], palette.accent, Math.max(2, 0.06 * size));
  const before = trail.at(-1);
  if (action !== null && before !== undefined) {
    const [x, y] = middle(before);
    const [right, down] = directions[moves[action]!];
    const color = actionColor(palette, action);
    disc(context, [x, y], 2.5, color);
    arrow(context, [x, y], [x + 0.42 * right * size, y + 0.42 * down * size], color);
  }
  disc(context, here, 0.22 * size, palette.accent, palette.surface);
}

function drawTile({ context, palette }: Scene, tile: Tile, [x, y]: Point, size: number): void {
  const gap = 1.5;
  apart(context, () => {
    context.beginPath();
    context.roundRect(x + gap, y + gap, size - 2 * gap, size - 2 * gap, Math.min(6, size / 6));
    const hole = palette.isDark ? palette.ground : palette.text;
    context.fillStyle = tile === "hole" ? hole : palette.accent;
    context.globalAlpha = tile === "hole" ? 0.8 : 0.09;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = palette.line;
    context.lineWidth = 1;
    context.stroke();
  });
  if (tile === "goal")
    flag(context, [x + 0.4 * size, y + 0.78 * size], 0.56 * size, palette.accent, palette.text);
  if (tile === "start" && size >= 44) {
    label(context, "start", [x + size / 2, y + size - 10], palette.muted);
  }
}
