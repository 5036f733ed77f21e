/** Something to be timed. */
export interface Subject {
  readonly name: string;
  readonly backend: string;
  readonly call: () => unknown;
}
