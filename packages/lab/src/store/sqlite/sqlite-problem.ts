import { StoreFullError, StoreReadOnlyError } from "../store-errors.ts";

// https://sqlite.org/rescode.html
const PERM = 3;
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const FULL = 13;
const CANTOPEN = 14;
/** The index of the log cannot grow. */
const IOERR_SHMSIZE = IOERR | (19 << 8);

/** What an error of SQLite means for a store, in a sentence where there is one; any other error as it is. */
export function sqliteProblem(error: unknown, url: string): unknown {
  const code = extendedCode(error);
  if (code === IOERR_SHMSIZE || primary(code) === FULL || systemCode(error) === "ENOSPC")
    return new StoreFullError(url);
  if (primary(code) === READONLY) return new StoreReadOnlyError(url, "read-only");
  return error;
}

/** Whether another connection held a lock for too long. */
export function isBusy(error: unknown): boolean {
  return primary(extendedCode(error)) === BUSY;
}

/** Whether a database cannot be opened as one to write to, which says nothing of reading it. */
export function forbidsWriting(error: unknown): boolean {
  if (["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(systemCode(error))) return true;
  return [PERM, READONLY, IOERR, FULL, CANTOPEN].includes(primary(extendedCode(error)));
}

function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

function extendedCode(error: unknown): number {
  return (error as { errcode?: number }).errcode ?? 0;
}

function primary(code: number): number {
  return code & 0xff;
}
