/** The hash of nothing. */
export const FNV_OFFSET = 0x811c9dc5;

/**
 * FNV-1a over 32 bits (Fowler, Noll & Vo) of the bytes from `from` up to `to`, going on from `hash`: finds damage and truncation; no
 * defence against forgery. A single changed byte always changes it.
 */
export function fnv1a(bytes: Uint8Array, from = 0, to = bytes.length, hash = FNV_OFFSET): number {
  let result = hash;
  for (let i = from; i < to; i++) result = Math.imul(result ^ bytes[i], 0x01000193);
  return result >>> 0;
}

/** The same of a text of ASCII characters. */
export function fnv1aOfText(text: string): number {
  let result = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) result = Math.imul(result ^ text.charCodeAt(i), 0x01000193);
  return result >>> 0;
}
