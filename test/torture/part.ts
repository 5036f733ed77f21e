import type { Xoshiro128 } from "drumlin";

/** What became of one case that holds: told apart so that a bench that only ever refuses is seen to be one. */
export type Outcome = "refused" | "same" | "other" | "worked";

/** One kind of torture: cases by their numbers, each the same whenever it is tried again. */
export interface Part {
  readonly name: string;
  /** What is done to what, in a few words. */
  readonly what: string;
  /** The part of the whole time that it gets. */
  readonly share: number;
  /** Seconds of the clock that a case may take; what computes in its own process is also held to five of the processor. */
  readonly patience: number;
  /** Makes what all cases share; the same for the same seed. Null where this machine cannot do it, with why. */
  prepare(folder: string, seed: number): Promise<Torturer | string>;
}

/** Tries one case; everything random in it comes from `random`. Throws a `Finding` where the law is broken. */
export interface Torturer {
  attempt(random: Xoshiro128, count: Counts): Promise<Outcome>;
  dispose?(): Promise<void>;
}

/** What a part did beside its cases: calls made, processes killed. */
export interface Counts {
  add(name: string, count?: number): void;
}

/** A broken law, and the input that broke it. */
export class Finding extends Error {
  readonly input: Uint8Array | string | undefined;

  constructor(message: string, input?: Uint8Array | string) {
    super(message);
    this.input = input;
  }
}

/** What a refusal may be: one sentence in one of these errors, which name what is wrong. */
export function checkRefusal(
  error: unknown,
  kinds: readonly (new (...args: never[]) => Error)[],
  input?: Uint8Array | string,
): void {
  if (error instanceof Finding) throw error;
  if (!(error instanceof Error)) throw new Finding(`threw ${String(error)}, which is no error`, input);
  const { name, message } = error;
  if (!kinds.some((kind) => error.constructor === kind))
    throw new Finding(`${name}: ${message.slice(0, 300)}`, input);
  if (message === "" || message.length > 1000 || message.includes("\n"))
    throw new Finding(`a refusal that is not one sentence: ${JSON.stringify(message.slice(0, 300))}`, input);
}
