import { gridDrawing, type Tile } from "./grid.ts";

const floor = Array<Tile>(12).fill("floor");

/** CliffWalking: a fall off the cliff leads back to the start. */
export const cliffWalking = gridDrawing({
  rows: [floor, floor, floor, ["start", ...Array<Tile>(10).fill("hole"), "goal"]],
  holeName: "cliff",
  moves: ["up", "right", "down", "left"],
});
