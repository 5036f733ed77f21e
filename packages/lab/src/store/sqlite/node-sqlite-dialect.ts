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

/** Kysely's SQLite dialect on Node's own `node:sqlite`. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(database: DatabaseSync) {
    const config = {
      database: { close: () => database.close(), prepare: (sql: string) => prepare(database, sql) },
    };
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateTransactions(this.#config);
  }
}

/** Takes the write lock at `begin`: a transaction that reads first would otherwise fail at once when another process writes. One that only reads needs none. */
class ImmediateTransactions extends SqliteDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** What Kysely asks by, of all statements that this store has; a statement tells its columns only from Node 22.16 on. */
const givesRows = /^\s*(select|with|pragma)\b|\breturning\b/i;

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: givesRows.test(sql),
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/** No bytes, but of memory that is there. */
const noBytes = new Uint8Array(new ArrayBuffer(8), 0, 0);

/** Node before 22.24 binds an array of no bytes as NULL where its buffer has no memory. */
function bindable(value: unknown): SQLInputValue {
  return ArrayBuffer.isView(value) && value.byteLength === 0 ? noBytes : (value as SQLInputValue);
}
