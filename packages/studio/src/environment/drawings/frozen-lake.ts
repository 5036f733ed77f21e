import { FrozenLake } from "drumlin";
import type { EnvironmentDrawing } from "../environment-drawing.ts";
import { gridDrawing, type Tile } from "./grid.ts";

const tiles: Readonly<Record<string, Tile>> = { S: "start", F: "floor", H: "hole", G: "goal" };

/** FrozenLake on its map of 4 by 4. */
export const frozenLake = lake(new FrozenLake({ mapName: "4x4" }));

/** FrozenLake on its map of 8 by 8. */
export const frozenLake8x8 = lake(new FrozenLake({ mapName: "8x8" }));

function lake({ desc }: FrozenLake): EnvironmentDrawing {
  return gridDrawing({
    rows: desc.map((row) => Array.from(row, (letter) => tiles[letter]!)),
    holeName: "hole",
    moves: ["left", "down", "right", "up"],
  });
}
