import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "@drumlin/run";
import { databaseOf } from "./store/sqlite/sqlite-header.ts";

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

/** Why the operating system refused something, without the names of its call and of our drafts. */
export function systemReason(error: unknown): string {
  const { message } = error as Error;
  return /^E[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
