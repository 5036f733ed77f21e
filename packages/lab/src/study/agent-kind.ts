import type {
  HealthEvent,
  LearnableEnvironment,
  OptionTable,
  OptionValue,
  TrainOptions,
  TrainResult,
} from "drumlin";
import type { ActionValues } from "./value-measure.ts";

/** An agent in a trial. */
export interface Contestant {
  /** The greedy policy of what it has learned so far. */
  readonly policy: { act(observation: ArrayLike<number>): number };
  /** What that policy goes by, where it is values of actions that can be asked. */
  readonly values?: ActionValues;
  /** Numbers of that policy now: as many as it has, and those that are not 0. */
  parameterCount(): { readonly total: number; readonly nonzero: number };
  /** The policy without the weights below this share of the greatest, and its nonzero numbers; of a kind that has such weights. */
  thresholded?(share: number): { readonly policy: Contestant["policy"]; readonly nonzero: number };
  /** What it says of its learning now, by `group/name`. */
  metrics(): Readonly<Record<string, number>>;
  /** The failure signatures that it has seen in its learning, each time anew; none of a kind that does not look. */
  health(): readonly HealthEvent[];
  /** Frees what the garbage collector does not reach. */
  dispose(): void;
  /** Trains it as core's `train` does, in as many environments at once as it wants. */
  train(createEnvironment: () => LearnableEnvironment, options: TrainOptions): Promise<TrainResult>;
}

/** The options that a study sets, by their own names. */
export type GivenOptions = Readonly<Record<string, OptionValue>>;

/** What an agent of a study is made for. */
export interface AgentTask {
  readonly environment: LearnableEnvironment;
  readonly options: GivenOptions;
  /** Environment steps that training will take: schedules may go by them. */
  readonly steps: number;
}

/** A kind of agent that a study can name: all that the sweep knows of it. */
export interface AgentKind {
  readonly name: string;
  readonly options: OptionTable;
  /** An environment in the form in which this kind of agent can learn it. */
  see(environment: LearnableEnvironment): LearnableEnvironment;
  /**
   * Every option with its value for a task, defaults included: a trial is the same as long as this is. Throws RangeError
   * when options do not go together.
   */
  resolve(task: AgentTask): Readonly<Record<string, unknown>>;
  /** Why these options, resolved, cannot do what they are meant to; null when nothing speaks against them. */
  warning(resolved: Readonly<Record<string, unknown>>): string | null;
  /** A new agent for a task; all that is random in it comes from `seed`. */
  create(task: AgentTask, seed: number): Promise<Contestant>;
}
