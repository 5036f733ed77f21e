import { actionColor } from "../ui/action-color.ts";
import type { Palette } from "../ui/palette.ts";

const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];

/** A line's colour and dashes: no two of the first 24 are the same in both, neighbours differ in both. */
export function lineLook(
  index: number,
  palette: Palette,
): { readonly color: string; readonly dash: readonly number[] } {
  return { color: actionColor(palette, index), dash: dashes[index % dashes.length]! };
}
