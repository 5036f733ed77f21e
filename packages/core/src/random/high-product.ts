/** floor(a b / 2^32) for a in [0, 2^32) and b in [0, 2^32]; exact, though a b may need 64 bits. */
export function highProduct(a: number, b: number): number {
  const low = (a & 0xffff) * b;
  return Math.floor(((a >>> 16) * b + Math.floor(low / 65536)) / 65536);
}
