import type { EnvironmentSpec, Quadratic } from "drumlin";
import { formatSignificant } from "../words/numbers.ts";

/** The terms of a quadratic with numbers and names, the two halves of a mixed term added; a diagonal one has none of those. */
export function quadraticTerms(
  { constant, linear, quadratic }: Quadratic,
  observations: EnvironmentSpec["observationNames"],
): string[] {
  const names = observations.map(({ name }) => `[${name}]`);
  const terms = [{ factor: constant, of: "" }];
  for (const [i, factor] of linear.entries()) terms.push({ factor, of: names[i]! });
  if (quadratic.length === 1) {
    for (const [i, factor] of quadratic[0]!.entries()) terms.push({ factor, of: `${names[i]}²` });
    return signedTerms(terms);
  }
  for (const [i, row] of quadratic.entries()) {
    terms.push({ factor: row[i]!, of: `${names[i]}²` });
    for (let j = i + 1; j < row.length; j++)
      terms.push({ factor: row[j]! + quadratic[j]![i]!, of: `${names[i]}·${names[j]}` });
  }
  return signedTerms(terms);
}

/** Numbers before what they multiply, signs between them: `1.5·[x]`, `− 2·[y]`. */
export function signedTerms(terms: readonly { factor: number; of: string }[]): string[] {
  return terms.map(({ factor, of }, index) => {
    const sign = factor < 0 ? (index === 0 ? "−" : "− ") : index === 0 ? "" : "+ ";
    return `${sign}${formatSignificant(Math.abs(factor), 4)}${of === "" ? "" : `·${of}`}`;
  });
}

/** Terms after a head, in lines of at most `columns`; later lines begin below the first term. */
export function wrapTerms(head: string, terms: readonly string[], columns: number): string[] {
  const lines = [head];
  for (const term of terms) {
    const line = lines.at(-1)!;
    const joined = line === head ? line + term : `${line} ${term}`;
    if (joined.length <= columns) lines[lines.length - 1] = joined;
    else lines.push(" ".repeat(head.length) + term);
  }
  return lines;
}
