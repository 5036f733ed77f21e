import type { Claim, FindingsFigure, FindingsTable } from "./experiment.ts";

/** What an experiment found on a day: all that its page, the claims page and the report tell of it. */
export interface ExperimentResult {
  /** Of its folder. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly origin: Origin;
  readonly trials: {
    readonly count: number;
    readonly seconds: number;
    /** Of each failed one its name and the error. */
    readonly failed: readonly string[];
  };
  readonly text: readonly string[];
  readonly tables: readonly FindingsTable[];
  /** Drawn, in the experiment's folder. */
  readonly figures: readonly Pick<FindingsFigure, "name" | "caption" | "reproduces">[];
  readonly claims: readonly Claim[];
}

/** Where and when results were made: the head of their page. */
export interface Origin {
  /** As in 2026-11-22. */
  readonly date: string;
  /** Node's version and the processor. */
  readonly machine: string;
  /** The command that repeats it. */
  readonly command: string;
  /** Whether the studies were shortened: such figures show that everything runs, and no more. */
  readonly quick: boolean;
}

/** The sentence that stands above results of shortened studies. */
export const quickWarning =
  "Shortened studies (--quick): few seeds and steps. They show that everything runs; their figures mean nothing.";

/** Of a page on several results, which are all quick or none: from when they are, and what repeats them all. */
export function jointOrigin(results: readonly ExperimentResult[]): Omit<Origin, "machine"> {
  const dates = results.map(({ origin }) => origin.date).toSorted();
  const quick = results.some(({ origin }) => origin.quick);
  return {
    date: [...new Set([dates.at(0), dates.at(-1)])].join(" to "),
    command: `npx drumlin reproduce --all${quick ? " --quick" : ""}`,
    quick,
  };
}
