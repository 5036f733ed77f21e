import { UsageError } from "@drumlin/run";
import { openExistingStore } from "../store/open-store.ts";
import type { RunStore } from "../store/run-store.ts";

/** Does something with a store that must exist, and closes it whatever happens. Refuses one that `writes` cannot be done to. */
export async function withStore<Result>(
  url: string,
  use: (store: RunStore) => Promise<Result>,
  { writes = false } = {},
): Promise<Result> {
  const store = await openExistingStore(url, { reads: !writes });
  if (store === null)
    throw new UsageError(
      `there is no store ${url} yet; drumlin train ENV makes it, or name another with --store`,
    );
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
