import { type BigIntStats, statSync } from "node:fs";

/**
 * Says, whenever it is asked, whether the file at a path is still the one that is there now; with `contents`, whether nobody
 * has written to it since, either. Always so of a database in memory.
 */
export function watchedFile(path: string, contents: boolean): () => boolean {
  const look = contents
    ? () => [path, `${path}-wal`].map((file) => contentsOf(fileAt(file))).join()
    : () => identityOf(fileAt(path));
  const first = look();
  return () => look() === first;
}

function fileAt(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function identityOf(file: BigIntStats | undefined): string {
  return file === undefined ? "none" : `${file.dev} ${file.ino}`;
}

function contentsOf(file: BigIntStats | undefined): string {
  return file === undefined ? "none" : `${identityOf(file)} ${file.size} ${file.mtimeNs}`;
}
