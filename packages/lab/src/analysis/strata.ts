/** One list for each environment, of what each of its trials gave: scores, unless said otherwise. The lists may differ in length. */
export type Strata<T = number> = readonly (readonly T[])[];
