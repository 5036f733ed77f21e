import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "@drumlin/run";
import { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { KyselyRunStore } from "../kysely-run-store.ts";
import { KyselyStudyStore } from "../kysely-study-store.ts";
import { migrations } from "../migrations.ts";
import type { RunStore } from "../run-store.ts";
import type { StudyStore } from "../study-store.ts";
import { NodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { readSqliteHeader } from "./sqlite-header.ts";

/** "Drum": tells our files from other applications' SQLite files. */
export const applicationId = 0x4472756d;

/** How a store is opened. */
export interface StoreOptions {
  /** How long to wait for another process's write, in milliseconds: 10 s when absent. */
  readonly busyTimeout?: number;
}

/** Whether there is a store at this path; a file that is something else is a `UsageError` and is not touched. */
export function isSqliteStore(path: string): boolean {
  if (!existsSync(path)) return false;
  if (!statSync(path).isFile())
    throw new UsageError(`${path} is not a file; --store takes the path of a store`);
  const header = readSqliteHeader(path);
  if (header === null) return false;
  if (header === "foreign")
    throw new UsageError(
      `${path} is not a Drumlin store; give the path of one, or of a new file, with --store`,
    );
  if (header.applicationId !== applicationId)
    throw new UsageError(
      `${path} is the SQLite database of another application; give a store of its own with --store`,
    );
  refuseNewerVersion(path, header.userVersion);
  // With a log beside it the file need not be whole: SQLite completes it from there.
  const hasLog = existsSync(`${path}-wal`) || existsSync(`${path}-journal`);
  if (header.size < header.expectedSize && !hasLog)
    throw new UsageError(
      `${path} is truncated: ${header.size} of ${header.expectedSize} bytes; give another store with --store`,
    );
  return true;
}

/** Opens the store at a path, and makes it when there is none. */
export async function openSqliteStore(path: string, options?: StoreOptions): Promise<RunStore> {
  const { connection, database } = await openDatabase(path, options);
  const dataVersion = connection.prepare("pragma data_version");
  const changes = async () => dataVersion.get()?.data_version as number;
  return new KyselyRunStore(`sqlite:${path}`, database, changes);
}

/** Opens the studies of the store at a path, which is made when there is none. */
export async function openSqliteStudyStore(path: string, options?: StoreOptions): Promise<StudyStore> {
  const { database } = await openDatabase(path, options);
  return new KyselyStudyStore(`sqlite:${path}`, database);
}

async function openDatabase(
  path: string,
  { busyTimeout = 10_000 }: StoreOptions = {},
): Promise<{ connection: DatabaseSync; database: Kysely<Database> }> {
  if (!isSqliteStore(path)) mkdirSync(dirname(path), { recursive: true });
  const connection = new DatabaseSync(path);
  const database = new Kysely<Database>({ dialect: new NodeSqliteDialect(connection) });
  try {
    connection.exec(
      `pragma busy_timeout = ${busyTimeout}; pragma synchronous = normal; pragma foreign_keys = on`,
    );
    await migrate(path, connection, database);
    // After the migration, so that the application id is in the file itself before anything is in a log beside it.
    // The log is copied into the file every 16 MB: it waits for the disk, which takes longer than all other writing.
    connection.exec("pragma journal_mode = wal; pragma wal_autocheckpoint = 4000");
  } catch (error) {
    connection.close();
    throw error;
  }
  return { connection, database };
}

async function migrate(path: string, connection: DatabaseSync, database: Kysely<Database>): Promise<void> {
  if (readVersion(connection) === migrations.length) return;
  connection.exec("begin immediate");
  try {
    // Read again: another process may have migrated while this one waited for the lock.
    const version = readVersion(connection);
    refuseNewerVersion(path, version);
    for (const migration of migrations.slice(version)) await migration(database, { bytes: "blob" });
    connection.exec(`pragma application_id = ${applicationId}; pragma user_version = ${migrations.length}`);
    connection.exec("commit");
  } catch (error) {
    connection.exec("rollback");
    throw error;
  }
}

function readVersion(connection: DatabaseSync): number {
  return connection.prepare("pragma user_version").get()?.user_version as number;
}

function refuseNewerVersion(path: string, version: number): void {
  if (version > migrations.length)
    throw new UsageError(
      `${path} was written by a newer Drumlin (store version ${version}, this one reads up to ${migrations.length}); update drumlin, or give another --store`,
    );
}
