/** Whether writing to one array of finite numbers would change the other: they are one object, or views that overlap. */
export function shareMemory(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return false;
  // To ask for a small array's buffer moves it out of the heap, at ten times the cost of all other checks. Arrays of one kind
  // that begin their memory with other numbers begin other memory.
  const begin = a.byteOffset === 0 && b.byteOffset === 0 && a.constructor === b.constructor;
  if ((begin && a[0] !== b[0]) || a.buffer !== b.buffer) return false;
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}
