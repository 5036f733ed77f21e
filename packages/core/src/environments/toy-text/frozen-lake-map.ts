import { NumpyGenerator } from "../../random/numpy-generator.ts";

/** Gymnasium's two maps: S start, F frozen, H hole, G goal. */
export const FROZEN_LAKE_MAPS = {
  "4x4": ["SFFF", "FHFH", "FFFH", "HFFG"],
  "8x8": ["SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG"],
} as const;

/**
 * A random map with a way from the start (top left) to the goal (bottom right): Gymnasium's `generate_random_map`,
 * the same map for the same seed.
 *
 * @param options `size`: rows and columns, 8 unless told; `p`: the probability that a tile is frozen, 0.8 unless
 *   told; `seed`: a non-negative integer
 * @throws RangeError when an option is out of its range (with p = 0 there might never be a way)
 */
export function generateRandomMap(options: { size?: number; p?: number; seed: number }): string[] {
  const { size = 8, p = 0.8, seed } = options;
  if (!Number.isInteger(size) || size < 2)
    throw new RangeError(`size is ${size}; it must be an integer of at least 2`);
  if (!(p > 0)) throw new RangeError(`p is ${p}; it must be a positive probability`);
  const generator = NumpyGenerator.fromSeed(seed);
  const frozen = Math.min(1, p);
  for (;;) {
    const tiles = generator.choices([frozen, 1 - frozen], size * size).map((index) => "FH"[index]);
    tiles[0] = "S";
    tiles[tiles.length - 1] = "G";
    if (hasWay(tiles, size)) {
      return Array.from({ length: size }, (_, row) => tiles.slice(row * size, (row + 1) * size).join(""));
    }
  }
}

function hasWay(tiles: readonly string[], size: number): boolean {
  const reached = new Set<number>([0]);
  for (const tile of reached) {
    if (tiles[tile] === "G") return true;
    for (const next of neighbours(tile, size)) if (tiles[next] !== "H") reached.add(next);
  }
  return false;
}

function neighbours(tile: number, size: number): number[] {
  const column = tile % size;
  return [
    column > 0 ? tile - 1 : -1,
    column < size - 1 ? tile + 1 : -1,
    tile - size,
    tile + size < size * size ? tile + size : -1,
  ].filter((next) => next >= 0);
}
