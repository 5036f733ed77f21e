import type { TrialRecord } from "@drumlin/run";
import { Xoshiro128 } from "drumlin";
import { interquartileMean } from "../analysis/interquartile-mean.ts";
import { probabilityOfImprovement } from "../analysis/probability-of-improvement.ts";
import { type Estimate, stratifiedBootstrap } from "../analysis/stratified-bootstrap.ts";
import type { Verdict } from "./experiment.ts";
import { fewestSeeds } from "./judge-differences.ts";

/** Trials of one agent against those of another in the same environment; estimates with 95 % bootstrap intervals over seeds. */
export interface AgentComparison {
  /** Interquartile mean of the first's final returns minus that of the second's. */
  readonly difference: Estimate;
  /** Probability that a seed of the first ends higher than a seed of the second; ties count half. */
  readonly endsHigher: Estimate;
  /** Probability that a seed of the first solves sooner, within the steps that both were given; ties, as when neither does, count half. */
  readonly solvesSooner: Estimate;
  /** Of the smaller group. */
  readonly seeds: number;
}

/** Returns closer than this are called alike: a twenty-fifth of 500, the span of returns in CartPole-v1 as in Acrobot-v1. */
export const tolerance = 20;

/** Compares the trials that did not fail; null where one of the agents has none. */
export function compareAgents(
  first: readonly TrialRecord[],
  second: readonly TrialRecord[],
): AgentComparison | null {
  const [ours, theirs] = [first, second].map((trials) => trials.filter(({ status }) => status === "done"));
  const seeds = Math.min(ours!.length, theirs!.length);
  if (seeds === 0) return null;
  const random = Xoshiro128.fromSeed(0, 0);
  const returns = [ours!, theirs!].map((trials) => trials.map(({ finalReturn }) => finalReturn!));
  const [difference] = stratifiedBootstrap(
    returns,
    ([a, b]) => [interquartileMean([a!]) - interquartileMean([b!])],
    { random },
  );
  const budget = Math.min(...[...ours!, ...theirs!].map(({ steps }) => steps));
  const speeds = [ours!, theirs!].map((trials) => trials.map((trial) => speed(trial, budget)));
  return {
    difference: difference!,
    endsHigher: probabilityOfImprovement([returns[0]!], [returns[1]!], { random }),
    solvesSooner: probabilityOfImprovement([speeds[0]!], [speeds[1]!], { random }),
    seeds,
  };
}

/** The greater the sooner it was solved. */
function speed({ solvedAtStep }: TrialRecord, budget: number): number {
  return solvedAtStep === null || solvedAtStep > budget ? Number.NEGATIVE_INFINITY : -solvedAtStep;
}

/**
 * "Confirmed" when the whole interval lies above `bar`, "differs" when it lies below, else "not confirmed"; "open" with fewer than five
 * seeds of either agent.
 */
export function judgeEstimate({ low, high }: Omit<Estimate, "value">, bar: number, seeds: number): Verdict {
  if (seeds < fewestSeeds) return "open";
  return low > bar ? "confirmed" : high < bar ? "differs" : "not confirmed";
}

/** The verdict on a claim about several places: open, or else differing, where one of them is; confirmed where all are. Open for none. */
export function jointVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.includes("open")) return "open";
  if (verdicts.includes("differs")) return "differs";
  return verdicts.every((verdict) => verdict === "confirmed") ? "confirmed" : "not confirmed";
}
