import { UsageError } from "@drumlin/run";
import type { RunStore } from "./run-store.ts";
import {
  isSqliteStore,
  openSqliteStore,
  openSqliteStudyStore,
  type StoreOptions,
} from "./sqlite/sqlite-store.ts";
import type { StudyStore } from "./study-store.ts";

/** Where runs are kept when the user does not say. */
export const defaultStore = "sqlite:drumlin.db";

/** What to add to a command so that it finds the store: nothing for the default one. */
export function storeFlag(url: string): string {
  return url === defaultStore ? "" : ` --store ${url}`;
}

/** Opens the store a user named, and makes it when there is none: `sqlite:PATH`, or just a path. */
export async function openStore(url: string): Promise<RunStore> {
  return openSqliteStore(storePath(url));
}

/** Opens a store that exists, to read from it unless `options` say otherwise; null when there is none yet. */
export async function openExistingStore(url: string, options?: StoreOptions): Promise<RunStore | null> {
  const path = storePath(url);
  return isSqliteStore(path) ? openSqliteStore(path, { reads: true, ...options }) : null;
}

/** The studies of the store a user named, which is made when there is none. */
export async function openStudyStore(url: string): Promise<StudyStore> {
  return openSqliteStudyStore(storePath(url));
}

/** The studies of a store that exists, to be read; null when there is none yet. */
export async function openExistingStudyStore(
  url: string,
  options?: StoreOptions,
): Promise<StudyStore | null> {
  const path = storePath(url);
  return isSqliteStore(path) ? openSqliteStudyStore(path, { reads: true, ...options }) : null;
}

/** The file that a store's URL names, whether or not it is there. Throws UsageError for a URL that names none. */
export function storePath(url: string): string {
  if (/^postgres(ql)?:/.test(url))
    throw new UsageError(`--store ${url}: Postgres stores are not there yet; use sqlite:PATH`);
  const path = url.replace(/^sqlite:(\/\/)?/, "");
  if (path === "" || /^[a-z][a-z0-9+]+:/i.test(path))
    throw new UsageError(`--store takes sqlite:PATH or a path; got "${url}"`);
  return path;
}
