/** The places in a browser where a page's programs run. */
export const places = ["main thread", "worker"] as const;
export type Place = (typeof places)[number];

/** What a place tells of its work. */
export type Report<Result> = { readonly result: Result } | { readonly error: string };

/** Tells the page's server what came of the work here, or what went wrong. */
export async function report(place: Place, work: () => Promise<unknown>): Promise<void> {
  const told = await work().then(
    (result) => ({ result }),
    (error) => ({ error: error instanceof Error ? `${error}\n${error.stack}` : String(error) }),
  );
  await fetch(`/reports/${encodeURIComponent(place)}`, { method: "POST", body: JSON.stringify(told) });
}
