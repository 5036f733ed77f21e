import { DatabaseSync } from "node:sqlite";
import type { Xoshiro128 } from "drumlin";
import { Kysely } from "kysely";
import type { Database } from "../../../packages/lab/src/store/database.ts";
import { migrations } from "../../../packages/lab/src/store/migrations.ts";
import { NodeSqliteDialect } from "../../../packages/lab/src/store/sqlite/node-sqlite-dialect.ts";
import { applicationId } from "../../../packages/lab/src/store/sqlite/sqlite-store.ts";

/** Makes a store as a Drumlin of `version` left it, with some runs; their names. */
export async function earlierStore(path: string, version: number, random: Xoshiro128): Promise<string[]> {
  const connection = new DatabaseSync(path);
  connection.exec(`pragma journal_mode = wal; pragma application_id = ${applicationId}`);
  const file = { connection, url: path, isCurrent: () => true };
  const database = new Kysely<Database>({ dialect: new NodeSqliteDialect(file) });
  for (const migrate of migrations.slice(0, version)) await migrate(database, { bytes: "blob" });
  connection.exec(`pragma user_version = ${version}`);
  const names = Array.from({ length: 1 + random.integer(40) }, (_, index) => `earlier-${index}`);
  const insert = connection.prepare(
    `insert into runs (id, name, status, configuration, created_at, updated_at, step, episodes, updates, seconds)
     values (?, ?, 'interrupted', ?, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 10, 1, 0, 1)`,
  );
  const configuration = JSON.stringify({
    environment: "CartPole-v1",
    seed: 0,
    steps: 100,
    untilSolved: false,
    backend: "reference",
    checkpointEvery: 10,
    evaluation: { every: 10, episodes: 1, seed: 1 },
    agent: {},
  });
  for (const [index, name] of names.entries()) insert.run(`${index}`.padStart(10, "0"), name, configuration);
  const point = connection.prepare(
    "insert into metrics (run_id, name, step, value) values (?, 'losses/loss', ?, 0.5)",
  );
  for (let step = 0; step < 200; step++) point.run("0000000000", step);
  await database.destroy();
  return names;
}
