import { type LearnableEnvironment, longestGreedyEpisode } from "drumlin";

/** Plays episode after episode, one step at a time: the episodes that `evaluate` plays from the same seed. */
export class EpisodePlayer {
  readonly environment: LearnableEnvironment;
  readonly #firstSeed: number;
  /** Counted from 1. */
  episode = 0;
  /** Steps of this episode. */
  step = 0;
  /** Return of this episode, undiscounted. */
  episodicReturn = 0;
  /** Return of the last episode that was played to its end, or null. */
  lastReturn: number | null = null;
  isOver = false;
  observation: ArrayLike<number> = [];
  /** What led to the observation; null after a reset. */
  action: number | null = null;

  /** Begins the first episode; episode i starts from the seed `firstSeed + i − 1`. */
  constructor(environment: LearnableEnvironment, firstSeed: number) {
    this.environment = environment;
    this.#firstSeed = firstSeed;
    this.begin();
  }

  /** Begins the next episode, whether this one is over or not. */
  begin(): void {
    const { observation } = this.environment.reset({ seed: this.#firstSeed + this.episode });
    this.episode++;
    this.step = 0;
    this.episodicReturn = 0;
    this.isOver = false;
    this.observation = observation;
    this.action = null;
  }

  /** One step by the policy. Throws an Error when the episode is over. */
  advance(policy: { act(observation: ArrayLike<number>): number }): void {
    if (this.isOver) throw new Error(`episode ${this.episode} is over; begin the next one`);
    const action = policy.act(this.observation);
    const { observation, reward, terminated, truncated } = this.environment.step(action);
    this.observation = observation;
    this.action = action;
    this.step++;
    this.episodicReturn += reward;
    this.isOver = terminated || truncated || this.step >= longestGreedyEpisode(this.environment);
    if (this.isOver) this.lastReturn = this.episodicReturn;
  }
}
