/** Where in the page the visitor is: what the part of the address after `#` says. */
export type Route =
  | { readonly view: "runs" }
  | { readonly view: "run"; readonly name: string }
  | { readonly view: "compare"; readonly names: readonly string[] }
  | { readonly view: "studies" }
  | { readonly view: "study"; readonly name: string }
  | { readonly view: "playground" }
  | { readonly view: "unknown" };

/** The route of `location.hash`. What follows a `?` belongs to the view. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, "").replace(/\?.*$/s, "");
  const [view = "", ...rest] = path.split("/").filter((part) => part !== "");
  const name = decoded(rest.join("/"));
  if (name === null) return { view: "unknown" };
  switch (view) {
    case "":
    case "runs":
      return name === "" ? { view: "runs" } : { view: "run", name };
    case "compare": {
      const names = rest
        .join("/")
        .split(",")
        .map(decoded)
        .filter((one) => one !== null && one !== "");
      return names.length === 0
        ? { view: "runs" }
        : { view: "compare", names: [...new Set(names)] as string[] };
    }
    case "studies":
      return name === "" ? { view: "studies" } : { view: "study", name };
    case "playground":
      return { view: "playground" };
    default:
      return { view: "unknown" };
  }
}

/** Where a run is shown. */
export function runAddress(name: string): string {
  return `#/runs/${encodeURIComponent(name)}`;
}

/** Where runs are compared. */
export function compareAddress(names: readonly string[]): string {
  return `#/compare/${names.map(encodeURIComponent).join(",")}`;
}

/** Where a study is shown. */
export function studyAddress(name: string): string {
  return `#/studies/${encodeURIComponent(name)}`;
}

/** Null when it is not what `encodeURIComponent` writes. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
