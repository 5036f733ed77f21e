/** What one number of an observation is, for everything that is printed about a policy. */
export interface ObservationName {
  /** As in "pole angle". */
  readonly name: string;
  /** As in "rad"; empty for a number without a unit. */
  readonly unit: string;
}

/** What is known of an environment before the first episode. */
export interface EnvironmentSpec {
  /** As in "CartPole-v1". */
  readonly id: string;
  /** One or two sentences: what the task is. */
  readonly description: string;
  /** The mean return at which Gymnasium counts the task as solved, or null where it names none. */
  readonly rewardThreshold: number | null;
  /**
   * The mean return at which Drumlin counts the task as solved: Gymnasium's `rewardThreshold` where there is one,
   * else our own choice, which the environment's file documents; null where nothing sensible can be named.
   */
  readonly solvedReturn: number | null;
  /** Steps after which `make` truncates an episode, or null for no limit. */
  readonly maxEpisodeSteps: number | null;
  /** One entry for each number of the observation. */
  readonly observationNames: readonly ObservationName[];
  /** One name for each action of a Discrete action space, or for each dimension of a Box. */
  readonly actionNames: readonly string[];
}
