import type { Environment } from "./environments/environment.ts";
import { checkOption } from "./options/check-option.ts";
import { count } from "./options/option-field.ts";

/** What greedy episodes earned. */
export interface Evaluation {
  readonly episodes: number;
  readonly meanReturn: number;
  /** Of the episodes' returns, with n in the denominator. */
  readonly standardDeviation: number;
  readonly minimumReturn: number;
  readonly maximumReturn: number;
  readonly returns: readonly number[];
}

/** An environment whose actions are 0 … n − 1. */
export type DiscreteEnvironment = Environment<number>;

/** A greedy policy can walk in circles. */
const LONGEST_GREEDY_EPISODE = 1000;

/** Steps after which a greedy episode is cut: 1,000, or the limit that is the environment's own where it is longer. */
export function longestGreedyEpisode({ spec }: Pick<DiscreteEnvironment, "spec">): number {
  return Math.max(LONGEST_GREEDY_EPISODE, spec?.maxEpisodeSteps ?? 0);
}

/**
 * Plays `episodes` whole episodes with a policy; episode i starts from `reset({ seed: seed + i })` and is cut after
 * `longestGreedyEpisode` steps. Throws as `checkOption` unless `episodes` is a whole number of at least 1.
 */
export function evaluate(
  policy: { act(observation: ArrayLike<number>): number },
  environment: DiscreteEnvironment,
  options: { episodes: number; seed: number },
): Evaluation {
  const { episodes, seed } = options;
  checkOption("episodes", count(), episodes);
  const returns = Array.from({ length: episodes }, (_, i) => playEpisode(policy, environment, seed + i));
  const meanReturn = returns.reduce((sum, value) => sum + value, 0) / episodes;
  const variance =
    returns.reduce((sum, value) => sum + (value - meanReturn) * (value - meanReturn), 0) / episodes;
  return {
    episodes,
    meanReturn,
    standardDeviation: Math.sqrt(variance),
    minimumReturn: Math.min(...returns),
    maximumReturn: Math.max(...returns),
    returns,
  };
}

function playEpisode(
  policy: { act(observation: ArrayLike<number>): number },
  environment: DiscreteEnvironment,
  seed: number,
): number {
  let { observation } = environment.reset({ seed });
  let episodicReturn = 0;
  const longest = longestGreedyEpisode(environment);
  for (let steps = 0; steps < longest; steps++) {
    const step = environment.step(policy.act(observation));
    episodicReturn += step.reward;
    if (step.terminated || step.truncated) break;
    observation = step.observation;
  }
  return episodicReturn;
}
