import { clamp } from "../ui/range.ts";

/** `share` of `to` and the rest of `from`, both as #rrggbb, as a colour that canvases take. */
export function mixed(from: string, to: string, share: number): string {
  const end = channels(to);
  return `rgb(${channels(from)
    .map((each, i) => Math.round(each + share * (end[i]! - each)))
    .join(" ")})`;
}

/** Viridis (van der Walt & Smith): as far as it rises in lightness it rises in value, for the colour-blind too. */
const viridis = [
  "#440154",
  "#482878",
  "#3e4989",
  "#31688e",
  "#26828e",
  "#1f9e89",
  "#35b779",
  "#6ece58",
  "#b5de2b",
  "#fde725",
];

/** The colour of a value from 0 (low) to 1 (high). */
export function valueColor(share: number): string {
  const place = clamp(share, [0, 1]) * (viridis.length - 1);
  const index = Math.min(viridis.length - 2, Math.floor(place));
  return mixed(viridis[index]!, viridis[index + 1]!, place - index);
}

/** Red, green and blue, 0 to 255. */
function channels(hex: string): readonly [number, number, number] {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
