import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { UsageError } from "@drumlin/run";
import { Kysely } from "kysely";
import { systemReason } from "../../system-reason.ts";
import type { Database } from "../database.ts";
import { KyselyRunStore } from "../kysely-run-store.ts";
import { KyselyStudyStore } from "../kysely-study-store.ts";
import { migrations } from "../migrations.ts";
import type { RunStore } from "../run-store.ts";
import { StoreReadOnlyError } from "../store-errors.ts";
import type { StudyStore } from "../study-store.ts";
import { giveBackSpace } from "./give-back-space.ts";
import { NodeSqliteDialect, type OpenFile, rollBack } from "./node-sqlite-dialect.ts";
import { readSqliteHeader, type SqliteHeader } from "./sqlite-header.ts";
import { forbidsWriting, sqliteProblem } from "./sqlite-problem.ts";
import { watchedFile } from "./watched-file.ts";

/** "Drum": tells our files from other applications' SQLite files. */
export const applicationId = 0x4472756d;

/** How a store is opened. */
export interface StoreOptions {
  /** How long to wait for another process's write, in milliseconds: 10 s when absent. */
  readonly busyTimeout?: number;
  /** Nothing will be written: a store that cannot be written is opened as it is. */
  readonly reads?: boolean;
}

/** Whether there is a store at this path; a file that is something else is a `UsageError` and is not touched. */
export function isSqliteStore(path: string): boolean {
  if (!existsSync(path)) return false;
  if (!statSync(path).isFile())
    throw new UsageError(`${path} is not a file; --store takes the path of a store`);
  const header = headerOf(path);
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

function headerOf(path: string): SqliteHeader | "foreign" | null {
  try {
    return readSqliteHeader(path);
  } catch (error) {
    throw new UsageError(
      `the store ${path} cannot be read: ${systemReason(error)}; give another with --store`,
    );
  }
}

/** Opens the store at a path, and makes it when there is none. */
export async function openSqliteStore(path: string, options?: StoreOptions): Promise<RunStore> {
  const { connection, url, isCurrent, database } = await openDatabase(path, options);
  const dataVersion = connection.prepare("pragma data_version");
  return new KyselyRunStore(url, database, {
    changes: async () => dataVersion.get()?.data_version as number,
    isCurrent: async () => isCurrent(),
    shrink: async () => giveBackSpace(path, connection),
  });
}

/** Opens the studies of the store at a path, which is made when there is none. */
export async function openSqliteStudyStore(path: string, options?: StoreOptions): Promise<StudyStore> {
  const { url, database } = await openDatabase(path, options);
  return new KyselyStudyStore(url, database);
}

interface OpenDatabase extends OpenFile {
  readonly database: Kysely<Database>;
}

/** Opens a database to write to; where that cannot be and was not asked for, to read. */
async function openDatabase(
  path: string,
  { busyTimeout = 10_000, reads = false }: StoreOptions = {},
): Promise<OpenDatabase> {
  const url = `sqlite:${path}`;
  try {
    if (!isSqliteStore(path)) mkdirSync(dirname(path), { recursive: true });
    refuseReadOnly(path);
    return await openToWrite(path, busyTimeout);
  } catch (error) {
    if (!forbidsWriting(error)) throw error;
    if (reads) return openToRead(path, busyTimeout);
    const problem = sqliteProblem(error, url);
    throw problem === error ? new StoreReadOnlyError(url, systemReason(error)) : problem;
  }
}

async function openToWrite(path: string, busyTimeout: number): Promise<OpenDatabase> {
  const connection = new DatabaseSync(path);
  try {
    connection.exec(
      `pragma busy_timeout = ${busyTimeout}; pragma synchronous = normal; pragma foreign_keys = on`,
    );
    const opened = withTables(path, connection, watchedFile(path, false));
    await migrate(path, opened);
    // After the migration, so that the application id is in the file itself before anything is in a log beside it.
    // The log is copied into the file every 16 MB: it waits for the disk, which takes longer than all other writing.
    connection.exec("pragma journal_mode = wal; pragma wal_autocheckpoint = 4000");
    return opened;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Opens a database where nothing can be written. With a log beside it SQLite needs that log's index, which a writer has made;
 * without one nobody writes, and the file is taken for one that does not change: who reads for long asks whether that is so.
 */
async function openToRead(path: string, busyTimeout: number): Promise<OpenDatabase> {
  const hasLog = [`${path}-wal`, `${path}-journal`].some((log) => {
    const file = statSync(log, { throwIfNoEntry: false });
    return file !== undefined && file.size > 0;
  });
  const location = hasLog ? path : `${pathToFileURL(path)}?immutable=1`;
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(location, { readOnly: true });
    connection.exec(`pragma busy_timeout = ${busyTimeout}`);
    refuseOlderVersion(path, readVersion(connection));
    return withTables(path, connection, watchedFile(path, !hasLog));
  } catch (error) {
    connection?.close();
    if (!forbidsWriting(error)) throw error;
    throw new UsageError(
      hasLog
        ? `${path} has a log beside it that can only be read where its folder can be written; copy all files of the store to such a folder`
        : `${path} is where nothing can be written, and to read it there takes Node 22.15 or later; update Node, or copy it to where you may write`,
    );
  }
}

function withTables(path: string, connection: DatabaseSync, isCurrent: () => boolean): OpenDatabase {
  const file = { connection, url: `sqlite:${path}`, isCurrent };
  return { ...file, database: new Kysely<Database>({ dialect: new NodeSqliteDialect(file) }) };
}

/** SQLite opens what it cannot write without a word, and leaves a log beside it that nobody removes. */
function refuseReadOnly(path: string): void {
  if (path === ":memory:") return;
  accessSync(dirname(resolve(path)), constants.W_OK);
  if (existsSync(path)) accessSync(path, constants.W_OK);
}

async function migrate(path: string, { connection, database }: OpenDatabase): Promise<void> {
  if (readVersion(connection) === migrations.length) return;
  connection.exec("begin");
  try {
    // Of a file without tables, as the first word within the transaction: `giveBackSpace` can then move pages one by one. The
    // id takes the lock.
    connection.exec(`pragma auto_vacuum = incremental; pragma application_id = ${applicationId}`);
    // Read again: another process may have migrated while this one waited for the lock.
    const version = readVersion(connection);
    refuseNewerVersion(path, version);
    for (const migration of migrations.slice(version)) await migration(database, { bytes: "blob" });
    connection.exec(`pragma user_version = ${migrations.length}`);
    connection.exec("commit");
  } catch (error) {
    rollBack(connection);
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

function refuseOlderVersion(path: string, version: number): void {
  if (version < migrations.length)
    throw new UsageError(
      `${path} was written by an older Drumlin (store version ${version}) and cannot be brought up to version ${migrations.length} where nothing can be written; copy it to where you may write`,
    );
}
