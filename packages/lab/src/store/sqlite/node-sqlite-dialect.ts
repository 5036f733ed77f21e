import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from "kysely";
import { StoreGoneError } from "../store-errors.ts";
import { sqliteProblem } from "./sqlite-problem.ts";

/** An open database, and what is known of the file it is in. */
export interface OpenFile {
  readonly connection: DatabaseSync;
  /** How the user names it: `sqlite:drumlin.db`. */
  readonly url: string;
  /** Whether the file at its path is still the one that was opened. */
  readonly isCurrent: () => boolean;
}

/** Kysely's SQLite dialect on Node's own `node:sqlite`. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #file: OpenFile;

  constructor(file: OpenFile) {
    const { connection } = file;
    const config = {
      database: { close: () => connection.close(), prepare: (sql: string) => prepare(file, sql) },
    };
    super(config);
    this.#config = config;
    this.#file = file;
  }

  override createDriver(): Driver {
    return new ImmediateTransactions(this.#config, this.#file);
  }
}

/** Takes the write lock at `begin`: a transaction that reads first would otherwise fail at once when another process writes. One that only reads needs none. */
class ImmediateTransactions extends SqliteDriver {
  readonly #file: OpenFile;

  constructor(config: SqliteDialectConfig, file: OpenFile) {
    super(config);
    this.#file = file;
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const reads = settings?.accessMode === "read only";
    // SQLite would go on writing to a file that nobody can open any more.
    if (!reads && !this.#file.isCurrent()) throw new StoreGoneError(this.#file.url);
    await connection.executeQuery(CompiledQuery.raw(reads ? "begin" : "begin immediate"));
  }

  override async rollbackTransaction(): Promise<void> {
    rollBack(this.#file.connection);
  }
}

/** What Kysely asks by, of all statements that this store has; a statement tells its columns only from Node 22.16 on. */
const givesRows = /^\s*(select|with|pragma)\b|\breturning\b/i;

/** Ends a transaction that failed. On a full disk SQLite has done so itself; that there is none any more must not hide why. */
export function rollBack(connection: DatabaseSync): void {
  try {
    connection.exec("rollback");
  } catch (error) {
    if (!/no transaction is active/.test((error as Error).message)) throw error;
  }
}

function prepare({ connection, url }: OpenFile, sql: string): SqliteStatement {
  const explained = <Result>(use: () => Result): Result => {
    try {
      return use();
    } catch (error) {
      throw sqliteProblem(error, url);
    }
  };
  const statement = explained(() => connection.prepare(sql));
  return {
    reader: givesRows.test(sql),
    all: (parameters) => explained(() => statement.all(...parameters.map(bindable))),
    run: (parameters) => explained(() => statement.run(...parameters.map(bindable))),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/** No bytes, but of memory that is there. */
const noBytes = new Uint8Array(new ArrayBuffer(8), 0, 0);

/** Node before 22.24 binds an array of no bytes as NULL where its buffer has no memory. */
function bindable(value: unknown): SQLInputValue {
  return ArrayBuffer.isView(value) && value.byteLength === 0 ? noBytes : (value as SQLInputValue);
}
