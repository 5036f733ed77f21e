import type { Place } from "./place.ts";

/** Names that every object of JavaScript has, or that its libraries leave out in silence. */
const takenNames: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
]);

/** The first thing in what a file says that cannot be used, whatever it was to be: where, and why. */
export function findUnusable(content: unknown): { place: Place; complaint: string } | null {
  const [around, seen] = [new Set<unknown>(), new Set<unknown>()];
  const find = (value: unknown, place: Place): ReturnType<typeof findUnusable> => {
    if (typeof value !== "object" || value === null) return null;
    if (around.has(value))
      return { place, complaint: "is an alias of what it stands in; write out what it is to be" };
    // What several aliases name is looked at once.
    if (seen.has(value)) return null;
    seen.add(value);
    around.add(value);
    for (const [key, entry] of Object.entries(value)) {
      const at = [...place, Array.isArray(value) ? Number(key) : key];
      if (takenNames.has(key))
        return { place: at, complaint: "is a name that cannot be used: every object has it; choose another" };
      const found = find(entry, at);
      if (found !== null) return found;
    }
    around.delete(value);
    return null;
  };
  return find(content, []);
}
