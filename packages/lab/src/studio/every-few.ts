/** Every `stride`-th entry, the last among them. */
export function everyFew<Entry>(entries: readonly Entry[], stride: number): Entry[] {
  return entries.filter((_, index) => (entries.length - 1 - index) % stride === 0);
}
