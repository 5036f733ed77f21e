import { statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StoreFullError } from "../store-errors.ts";
import { isBusy, sqliteProblem } from "./sqlite-problem.ts";

/** Pages moved in one transaction: others write in between, and the log grows by little more. */
const batch = 1000;

/** How long to wait for others, in milliseconds: the space is not urgent. */
const patience = 1000;

const inUse =
  "the store is in use: what was removed makes room in it for later runs, and the file shrinks at a removal while nobody else has it open";
const noRoom =
  "there is too little room on the disk to rewrite the store: what was removed makes room in it for later runs";

/** Gives pages that hold nothing back to the file system. Says why that has to wait; null when it is done. */
export function giveBackSpace(path: string, connection: DatabaseSync): string | null {
  const number = (pragma: string) =>
    Object.values(connection.prepare(`pragma ${pragma}`).get()!)[0] as number;
  const usual = number("busy_timeout");
  connection.exec(`pragma busy_timeout = ${patience}`);
  try {
    if (number("auto_vacuum") === 0)
      return rewrite(path, connection, number("page_count") * number("page_size"));
    for (let free = number("freelist_count"); free > 0; ) {
      if (unsaved(connection) > batch) return inUse;
      connection.exec(`pragma incremental_vacuum(${batch})`);
      const before = free;
      free = number("freelist_count");
      if (free >= before) return inUse;
    }
    return number("wal_checkpoint(truncate)") === 0 ? null : inUse;
  } catch (error) {
    if (isBusy(error)) return inUse;
    if (sqliteProblem(error, path) instanceof StoreFullError) return noRoom;
    throw error;
  } finally {
    connection.exec(`pragma busy_timeout = ${usual}`);
  }
}

/** Pages of the log that cannot be copied to the file yet, since somebody reads what was before. */
function unsaved(connection: DatabaseSync): number {
  const { log, checkpointed } = connection.prepare("pragma wal_checkpoint(passive)").get() as Record<
    string,
    number
  >;
  return log! - checkpointed!;
}

/**
 * Stores made before pages could be given back one by one are written anew, once, after which they can. That keeps others
 * waiting and takes up to twice their size for a while: it is done where nobody has the store open, and with room.
 */
function rewrite(path: string, connection: DatabaseSync, size: number): string | null {
  const { bavail, bsize } = statfsSync(dirname(resolve(path)));
  if (bavail * bsize < 2 * size) return noRoom;
  // Refused, at once, while another connection is open.
  connection.exec("pragma journal_mode = delete");
  try {
    connection.exec("pragma auto_vacuum = incremental; vacuum");
    return null;
  } finally {
    connection.exec("pragma journal_mode = wal");
  }
}
