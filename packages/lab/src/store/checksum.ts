import { crc32 } from "node:zlib";

/**
 * SQLite and Postgres do not notice when a disk changes a byte of what they keep. An agent's state has a checksum of its own;
 * these are those of what is resumed beside it.
 */
export function checksumOf(content: Uint8Array | string): number {
  return crc32(content);
}

/** Throws RangeError where the content is not what was written; a checksum of null was written before there were any. */
export function checkStored(what: string, content: Uint8Array | string, checksum: number | null): void {
  if (checksum === null || checksum === checksumOf(content)) return;
  throw new RangeError(`the store is damaged: ${what} is not what was written, its checksum does not match`);
}

/** What stands in a column of JSON. Throws RangeError where it is none, as only damage makes it. */
export function parseStored(what: string, text: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`the store is damaged: ${what} is not what was written, it is no JSON`);
  }
}
