const table = {
  /** the docs of a */
  a: 1 as number,
};
type Direct = typeof table;
type Mapped = { readonly [N in keyof typeof table]: number };
type MapG<T> = { readonly [N in keyof T]: number };
type Cond<T> = { readonly [N in keyof T]: T[N] extends number ? number : string };
interface Inter {
  /** interface docs */
  a: number;
}
export const x1: Direct = { a: 1 };
export const x2: Mapped = { a: 1 };
export const x3: MapG<typeof table> = { a: 1 };
export const x4: Cond<typeof table> = { a: 1 };
export const x5: Partial<Direct> = { a: 1 };
export const x6: Pick<Direct, "a"> = { a: 1 };
export const x7: Partial<Inter> = { a: 1 };
export const x8: Inter = { a: 1 };
