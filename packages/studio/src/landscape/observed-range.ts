import { clamp, extent, type Range } from "../ui/range.ts";

/** Share of the observed values beyond each end that do not count. */
const OUTLIERS = 0.01;
/** Of the values' own range, on each side. */
const PADDING = 0.12;
/** How far beyond the observed range hills may widen it, as a share of it. */
const REACH_FOR_HILLS = 0.2;

/**
 * The range of an axis that shows the values observed in one dimension of `observations` (count × `size`) but for outliers,
 * and the given hill centres as far as they are not remote. Of nothing, −1 to 1.
 */
export function observedRange(
  observations: ArrayLike<number>,
  size: number,
  dimension: number,
  hillCenters: readonly number[],
): Range {
  const values = Float64Array.from(
    { length: Math.floor(observations.length / size) },
    (_, t) => observations[t * size + dimension]!,
  ).sort();
  if (values.length === 0) return hillCenters.length > 0 ? padded(extent(hillCenters)) : [-1, 1];
  const outliers = Math.floor(values.length * OUTLIERS);
  const [low, high] = [values[outliers]!, values[values.length - 1 - outliers]!];
  const reach = REACH_FOR_HILLS * (high - low);
  const near = hillCenters.map((center) => clamp(center, [low - reach, high + reach]));
  return padded(extent([low, high, ...near]));
}

/** Where an axis goes from its present range when it should show `target`: part of the way outwards, never inwards. */
export function widened([from, to]: Range, target: Range): Range {
  const negligible = 0.004 * (to - from);
  const outwards = (end: number, wish: number) =>
    Math.abs(wish - end) < negligible ? wish : end + 0.3 * (wish - end);
  return [target[0] < from ? outwards(from, target[0]) : from, target[1] > to ? outwards(to, target[1]) : to];
}

function padded([from, to]: Range): Range {
  const padding = to > from ? PADDING * (to - from) : Math.max(0.5, 0.1 * Math.abs(from));
  return [from - padding, to + padding];
}
