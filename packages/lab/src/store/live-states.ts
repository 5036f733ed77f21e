import type { LiveState, RunProgress } from "@drumlin/run";
import type { Kysely, Transaction } from "kysely";
import { parseStored } from "./checksum.ts";
import type { Database } from "./database.ts";

/** Runs that one query asks for: databases bound the parameters of a statement. */
const askedAtOnce = 1000;

/** Puts a live state in the place of the run's former one. */
export async function replaceLive(
  transaction: Transaction<Database>,
  run: string,
  { writtenAt, progress, metrics, health, frame }: LiveState,
): Promise<void> {
  const columns = {
    written_at: writtenAt,
    progress: JSON.stringify(progress),
    document: JSON.stringify({ metrics, health }),
    frame,
  };
  await transaction
    .insertInto("live_states")
    .values({ run_id: run, ...columns })
    .onConflict((conflict) => conflict.column("run_id").doUpdateSet(columns))
    .execute();
}

/** The live state of a run, or null. */
export async function selectLive(database: Kysely<Database>, run: string): Promise<LiveState | null> {
  const row = await database
    .selectFrom("live_states")
    .selectAll()
    .where("run_id", "=", run)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { written_at: writtenAt, progress, document, frame } = row;
  return {
    writtenAt,
    progress: parseStored("how far a run had come", progress),
    ...parseStored("what a run measured last", document),
    frame,
  };
}

/** How far each of these runs with a live state had come, and when. */
export async function selectLiveProgress(
  database: Kysely<Database>,
  runs: readonly string[],
): Promise<Map<string, { progress: RunProgress; writtenAt: number }>> {
  const found = new Map<string, { progress: RunProgress; writtenAt: number }>();
  for (let start = 0; start < runs.length; start += askedAtOnce) {
    const rows = await database
      .selectFrom("live_states")
      .select(["run_id", "written_at", "progress"])
      .where("run_id", "in", runs.slice(start, start + askedAtOnce))
      .execute();
    for (const { run_id, written_at, progress } of rows)
      found.set(run_id, {
        progress: parseStored("how far a run had come", progress),
        writtenAt: written_at,
      });
  }
  return found;
}
