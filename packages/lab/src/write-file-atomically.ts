import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "@drumlin/run";
import { databaseOf } from "./store/sqlite/sqlite-header.ts";
import { systemReason } from "./system-reason.ts";

/** Writes beside the file, then renames: nobody ever reads half of it. A database is never replaced, whoever asks. */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const database = databaseOf(path);
  if (database !== null)
    throw new UsageError(
      `${path} is part of the SQLite database ${database}, which would be lost; give another path`,
    );
  const draft = draftOf(path);
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    throw new UsageError(`cannot write ${path}: ${systemReason(error)}; give another path`);
  }
}

/** What stands beside a file while it is written. */
export function draftOf(path: string): string {
  return `${path}.${process.pid}.part`;
}
