import { type Answer, checkAnswer } from "./agents/check-transition.ts";
import type { Environment } from "./environments/environment.ts";
import { checkOption, checkRecord } from "./options/check-option.ts";
import { count, wholeNumber } from "./options/option-field.ts";

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

/** What is evaluated: an action for each observation. */
interface GreedyPolicy {
  /** Numbers in an observation; those of the environment's where absent. */
  readonly observationSize?: number;
  act(observation: ArrayLike<number>): number;
}

/** A greedy policy can walk in circles. */
const LONGEST_GREEDY_EPISODE = 1000;

/** Steps after which a greedy episode is cut: 1,000, or the limit that is the environment's own where it is longer. */
export function longestGreedyEpisode({ spec }: Pick<DiscreteEnvironment, "spec">): number {
  return Math.max(LONGEST_GREEDY_EPISODE, spec?.maxEpisodeSteps ?? 0);
}

/**
 * Plays `episodes` whole episodes with a policy; episode i starts from `reset({ seed: seed + i })` and is cut after
 * `longestGreedyEpisode` steps. Throws as `checkOption` unless `episodes` and `seed` are whole numbers, and as `observe`,
 * naming environment, step (0 is the reset) and episode, where the environment's answer is malformed.
 */
export function evaluate(
  policy: GreedyPolicy,
  environment: DiscreteEnvironment,
  options: { episodes: number; seed: number },
): Evaluation {
  checkRecord("options", options);
  const { episodes, seed } = options;
  checkOption("episodes", count(), episodes);
  checkOption("seed", wholeNumber(), seed);
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

function playEpisode(policy: GreedyPolicy, environment: DiscreteEnvironment, seed: number): number {
  const size = policy.observationSize ?? environment.observationSpace.size;
  const { observation } = environment.reset({ seed });
  let answer: Answer = { observation, reward: 0, terminated: false, truncated: false };
  let steps = 0;
  let episodicReturn = 0;
  const longest = longestGreedyEpisode(environment);
  for (;;) {
    try {
      checkAnswer(answer, size);
    } catch (error) {
      const where = `${environment.spec.id}, step ${steps} of the episode of seed ${seed}`;
      (error as Error).message = `${where}: ${(error as Error).message}`;
      throw error;
    }
    episodicReturn += answer.reward;
    if (answer.terminated || answer.truncated || steps === longest) return episodicReturn;
    answer = environment.step(policy.act(answer.observation));
    steps++;
  }
}
