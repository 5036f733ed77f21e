import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

/** What every SQLite file begins with. */
const magic = "SQLite format 3\0";

/** What the first hundred bytes of a SQLite file say (https://sqlite.org/fileformat.html §1.3). */
export interface SqliteHeader {
  readonly applicationId: number;
  readonly userVersion: number;
  /** Bytes the file should have: page size times page count. */
  readonly expectedSize: number;
  readonly size: number;
}

/**
 * Reads the header without SQLite, which would leave files beside the one it looks at. Null for an empty file,
 * `"foreign"` for one that SQLite did not write.
 */
export function readSqliteHeader(path: string): SqliteHeader | "foreign" | null {
  const file = openSync(path, "r");
  try {
    const size = fstatSync(file).size;
    if (size === 0) return null;
    const header = Buffer.alloc(100);
    const read = readSync(file, header, 0, header.length, 0);
    if (read < header.length || header.toString("latin1", 0, 16) !== magic) return "foreign";
    const pageSize = header.readUInt16BE(16);
    return {
      applicationId: header.readUInt32BE(68),
      userVersion: header.readUInt32BE(60),
      expectedSize: (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28),
      size,
    };
  } finally {
    closeSync(file);
  }
}

/** The SQLite database that a path is, or that it would belong to as one of the files beside it; null for any other path. */
export function databaseOf(path: string): string | null {
  const database = path.replace(/-(wal|shm|journal)$/, "");
  return [path, database].find(isDatabase) ?? null;
}

function isDatabase(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, "r");
    const beginning = Buffer.alloc(magic.length);
    readSync(file, beginning);
    closeSync(file);
    return beginning.toString("latin1") === magic;
  } catch {
    // There is none, or none that this user can read.
    return false;
  }
}
