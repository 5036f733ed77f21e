import type { StateTree } from "../checkpoint.ts";
import type { HealthEvent, Signature } from "./health.ts";

/** Steps from one count to the next. */
const WINDOW = 1000;
/**
 * Share of the steps that may break off the returns before them. Whoever forgets to tell the ends of episodes breaks one a step
 * only where episodes are of one step; rounding on one side, or two streams in turn, break nearly all.
 */
const BROKEN_SHARE = 0.25;

/** Where the steps and the breaks of this window stand. */
const Numbers = { steps: 0, breaks: 1, count: 2 } as const;

/** Counts the steps that do not begin where the one before ended: they silently make returns of n steps into shorter ones. */
export class StreamWatch {
  static readonly signatures: readonly Signature[] = ["broken-stream"];
  private readonly returnSteps: number;
  private readonly numbers = new Float64Array(Numbers.count);

  /** `returnSteps`: n of the returns that a break cuts short. */
  constructor(returnSteps: number) {
    this.returnSteps = returnSteps;
  }

  /** Counts one step. At the end of every window what it was a sign of, if of anything; undefined before. */
  follow(isBreak: boolean): Omit<HealthEvent, "step">[] | undefined {
    const { numbers } = this;
    numbers[Numbers.steps]++;
    if (isBreak) numbers[Numbers.breaks]++;
    if (numbers[Numbers.steps] < WINDOW) return undefined;
    const breaks = numbers[Numbers.breaks];
    numbers.fill(0);
    if (breaks <= BROKEN_SHARE * WINDOW) return [];
    const detail =
      `of the last ${WINDOW} steps ${breaks} did not begin where the one before ended, where returns of ${this.returnSteps} steps ` +
      "are cut short; if observation is rounded, round nextObservation alike; if several streams are told in turn, tell them " +
      "episode by episode or set returnSteps to 1; where an episode is cut off, tell truncated";
    return [{ signature: "broken-stream", detail }];
  }

  state(): StateTree {
    return { numbers: this.numbers };
  }
}
