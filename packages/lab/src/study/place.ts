/** The keys that lead to a place of a study file, from the outside in. */
export type Place = readonly (string | number)[];

/** `agents.drumlin.sparsity`, `environments[0]`. */
export function placeName(place: Place): string {
  if (place.length === 0) return "the study";
  return place
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);
}
