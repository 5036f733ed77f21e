import {
  accessSync,
  type BigIntStats,
  constants,
  existsSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "@drumlin/run";
import { storePath } from "./store/open-store.ts";
import { databaseOf } from "./store/sqlite/sqlite-header.ts";
import { systemReason } from "./system-reason.ts";
import { draftOf } from "./write-file-atomically.ts";

/** A path to write to that a user named. */
export interface OutputPath {
  /** The option that names it: `--output`. */
  readonly option: string;
  readonly path: string;
  /** URL of the store in use. */
  readonly store: string;
  /** The file that is read, if any. */
  readonly source?: string | undefined;
}

/**
 * Refuses a file that could not be written, or would take the place of what must not be lost: a store, any database, what the
 * command reads. Asked before the first step, so that no work is done in vain.
 */
export function checkOutput({ option, path, store, source }: OutputPath): void {
  const refuse = (why: string, instead = "give another path"): never => {
    throw new UsageError(`${option} ${path === "" ? '""' : path} ${why}; ${instead}`);
  };
  const taken = fileAt(path);
  if (path === "" || /[/\\]$/.test(path) || taken?.isDirectory())
    refuse("is not the name of a file", "give the path of one");
  const storeFile = storePath(store);
  if (isSame(path, storeFile)) refuse("is the store in use, which would be lost");
  if (storeCompanions.some((suffix) => isSame(path, storeFile + suffix)))
    refuse("belongs to the store in use, which would be lost");
  if (source !== undefined && isSame(path, source)) refuse("is the file that is read");
  if (taken !== undefined && !taken.isFile()) refuse("is a device, not a file");
  const database = databaseOf(path);
  if (database !== null) refuse(`is part of the SQLite database ${database}, which would be lost`);
  refuseUnwritable(path, refuse);
}

/** The same for a folder of files, which need not be there yet. */
export function checkOutputFolder({ option, path }: Pick<OutputPath, "option" | "path">): void {
  const refuse = (why: string): never => {
    throw new UsageError(`${option} ${path === "" ? '""' : path} ${why}; give the path of a folder`);
  };
  if (path === "") refuse("is not the name of a folder");
  let folder = resolve(path);
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory())
    refuse(folder === resolve(path) ? "is a file" : `cannot be made: ${folder} is a file`);
  refuseUnwritable(join(folder, "drumlin"), refuse);
}

/** Files that SQLite keeps beside a database. */
const storeCompanions = ["-wal", "-shm", "-journal"];

/** Whether two paths are one file, by whatever link, or will be once they are written. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [fileAt(one), fileAt(other)];
  if (first !== undefined && second !== undefined)
    return first.ino === second.ino && first.dev === second.dev;
  return canonical(one) === canonical(other);
}

/** What is there, links followed; nothing where it cannot be looked at. */
function fileAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/** A path without links, as far as it exists. */
function canonical(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(canonical(parent), basename(absolute));
}

/** Tries it: permissions are not all that can forbid it. */
function refuseUnwritable(path: string, refuse: (why: string) => never): void {
  const folder = dirname(path);
  if (!fileAt(folder)?.isDirectory()) refuse(`cannot be written: there is no folder ${folder}`);
  const draft = draftOf(path);
  try {
    if (existsSync(path)) accessSync(path, constants.W_OK);
    writeFileSync(draft, "");
    rmSync(draft);
  } catch (error) {
    refuse(`cannot be written: ${systemReason(error)}`);
  }
}
