import {
  checkOption,
  type DiscreteEnvironment,
  evaluate,
  option,
  type TrainingEvent,
  type TrainOptions,
  type TrainResult,
  train,
  Xoshiro128,
} from "drumlin";
import type { Baseline } from "./baseline.ts";

/**
 * Trains a baseline in as many environments as it wants, stepped in turn; with one it is Drumlin's own `train`. `steps` counts
 * the steps of all of them together.
 */
export async function trainBaseline(
  agent: Baseline,
  createEnvironment: () => DiscreteEnvironment,
  options: TrainOptions,
): Promise<TrainResult> {
  if (agent.environmentCount === 1) return train(agent, createEnvironment(), options);

  const { steps, seed = 0, evaluation, solvedReturn = Number.POSITIVE_INFINITY, signal } = options;
  checkOption("steps", option.count(), steps);
  // Each environment draws its episodes' seeds from its own stream, so that no episode of one moves another's.
  const streams = Array.from(
    { length: agent.environmentCount },
    (_, index) => new EpisodeStream(createEnvironment(), Xoshiro128.fromSeed(seed, index)),
  );
  const tell = async (event: TrainingEvent) => {
    await options.onProgress?.(event);
  };
  let episodes = 0;
  let solvedAtStep: number | null = null;
  let solvedInARow = 0;
  let solvedAndStable = false;
  let step = 0;
  while (step < steps && !signal?.aborted) {
    const ended = streams[step % streams.length].advance(agent);
    step++;
    if (ended) await tell({ kind: "episode", step, episode: ++episodes, ...ended });
    if (evaluation && step % evaluation.every === 0) {
      const { returns: _, ...found } = evaluate(agent.policy, evaluation.environment, evaluation);
      solvedInARow = found.meanReturn >= solvedReturn ? solvedInARow + 1 : 0;
      if (solvedInARow > 0) solvedAtStep ??= step;
      solvedAndStable ||= solvedInARow >= STABLE_EVALUATIONS;
      await tell({ kind: "evaluation", step, ...found });
    }
    if (step % PROGRESS_INTERVAL === 0) {
      await tell({ kind: "progress", step });
      await options.pause?.();
    }
  }
  return { steps: step, episodes, solvedAtStep, solvedAndStable };
}

/** As core's `TrainingSession` has them. */
const PROGRESS_INTERVAL = 256;
const STABLE_EVALUATIONS = 5;

/** One environment and where its episode stands. */
class EpisodeStream {
  private readonly environment: DiscreteEnvironment;
  private readonly random: Xoshiro128;
  private observation: ArrayLike<number> = [];
  private episodicReturn = 0;
  private length = 0;

  constructor(environment: DiscreteEnvironment, random: Xoshiro128) {
    this.environment = environment;
    this.random = random;
    this.beginEpisode();
  }

  /** One step; what the episode came to, if it ended. */
  advance(agent: Baseline): { episodicReturn: number; length: number } | undefined {
    const { observation } = this;
    const action = agent.act(observation);
    const step = this.environment.step(action);
    const { observation: nextObservation, reward, terminated, truncated } = step;
    agent.observe({ observation, action, reward, nextObservation, terminated, truncated });
    this.observation = nextObservation;
    this.episodicReturn += reward;
    this.length++;
    if (!terminated && !truncated) return undefined;
    const { episodicReturn, length } = this;
    this.beginEpisode();
    return { episodicReturn, length };
  }

  private beginEpisode(): void {
    this.observation = this.environment.reset({ seed: this.random.nextUint32() }).observation;
    this.episodicReturn = 0;
    this.length = 0;
  }
}
