/** What hills are sorted by: their share in what is decided, their number, or their weight for an action. */
export type HillOrder = "share" | "id" | number;

/** What sorting needs to know of a hill. */
interface SortableHill {
  readonly id: number;
  readonly importance: number;
  readonly weights: readonly number[];
}

/** Hills in an order: greatest first, but numbers ascend; of equals the lower number first. */
export function sortHills<Hill extends SortableHill>(hills: readonly Hill[], order: HillOrder): Hill[] {
  const key = (hill: Hill) => {
    if (order === "id") return -hill.id;
    return order === "share" ? hill.importance : hill.weights[order]!;
  };
  return [...hills].sort((a, b) => key(b) - key(a) || a.id - b.id);
}

/** The same hills in the order in which they were shown; those that were not follow in their own order. */
export function keepOrder<Hill extends { readonly id: number }>(
  hills: readonly Hill[],
  shown: readonly number[],
): Hill[] {
  const places = new Map(shown.map((id, place) => [id, place]));
  const placeOf = ({ id }: Hill) => places.get(id) ?? shown.length;
  return hills.toSorted((a, b) => placeOf(a) - placeOf(b));
}
