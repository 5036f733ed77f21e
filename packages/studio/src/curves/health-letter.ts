/** How the health event number `index` is marked on charts and in the list: A … Z, AA, AB … */
export function healthLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : healthLetter(Math.floor(index / 26) - 1) + letter;
}
