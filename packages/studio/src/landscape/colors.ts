/** A colour's channels, 0 to 255. */
type Channels = readonly [red: number, green: number, blue: number];

/** `share` of `to` and the rest of `from`, both as #rrggbb, as a colour that canvases take. */
export function mixed(from: string, to: string, share: number): string {
  return blend(channels(from), channels(to), share);
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
  const place = Math.min(1, Math.max(0, share)) * (viridis.length - 1);
  const index = Math.min(viridis.length - 2, Math.floor(place));
  return mixed(viridis[index]!, viridis[index + 1]!, place - index);
}

function channels(hex: string): Channels {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

function blend(from: Channels, to: Channels, share: number): string {
  const [red, green, blue] = from.map((each, i) => Math.round(each + share * (to[i]! - each)));
  return `rgb(${red} ${green} ${blue})`;
}
