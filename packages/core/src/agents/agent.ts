import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import type { GaussianPolicy } from "../policies/gaussian-policy.ts";
import type { Explanation } from "../policies/hill.ts";
import type { ActionMask, Transition } from "../replay/transition.ts";
import type { AgentAdjustments } from "./adjustable-options.ts";
import type { HealthEvent } from "./health.ts";

/** Something that acts, is told what came of it, and learns from that: all a training loop needs. */
export interface LearningAgent {
  readonly observationSize: number;
  readonly actionCount: number;
  /** How many transitions it was told. */
  readonly stepCount: number;
  /** How many updates it made of them. */
  readonly updateCount: number;
  /** The greedy policy of what it has learned so far; a live view. */
  readonly policy: { act(observation: ArrayLike<number>): number };
  /** Failure signatures seen so far, in the order of their steps. */
  readonly health: readonly HealthEvent[];
  /** An action to take now, exploring. */
  act(observation: ArrayLike<number>, options?: { mask?: ActionMask }): number;
  /** Stores a transition and learns. Throws RangeError naming the field, and stays as it was, when it is malformed. */
  observe(transition: Transition): void;
  /** What there is to watch, by names of the table in `metrics/metrics.ts`, or an agent's own; what is not finite is left out. */
  metrics(): Readonly<Record<string, number>>;
}

/** An agent with a Gaussian-mixture Q-function: the surface of product.md. */
export interface Agent extends LearningAgent {
  readonly policy: GaussianPolicy;
  readonly options: ResolvedAgentOptions;
  /** What it computes on, as in "reference". */
  readonly backendName: string;
  /** Q(s, a) for every action, in the reward's own units, of the averaged policy. */
  qValues(observation: ArrayLike<number>): Float64Array;
  /** Which hills vote for what at this observation. */
  explain(observation: ArrayLike<number>): Explanation;
  /**
   * Everything: parameters, moments, averages, buffer, generators, schedules, scales. `loadAgent` continues exactly. With
   * `replay: false` without the buffer, most of the bytes: what is loaded of these acts the same and learns on from new
   * experience alone, once it has seen `learningStarts` steps of it; not as this agent would have.
   */
  save(options?: { replay?: boolean }): Uint8Array;
  /** The same in two parts, so that a store need not rewrite the buffer: see `AgentSnapshot`. */
  snapshot(since: number): AgentSnapshot;
  /** Up to `count` observations from the buffer, evenly from the oldest to the newest. */
  remembered(count: number): Float64Array[];
  /**
   * An agent that goes on from exactly where this one stands, with other options; this one stays as it is. Only what
   * `adjustableOptions` names can change: throws RangeError for every other option, and as `resolveAgentOptions`.
   */
  adjusted(changes: AgentAdjustments): Agent;
}

/** A checkpoint in two parts. */
export interface AgentSnapshot {
  /** Everything but the replay buffer. */
  readonly state: Uint8Array;
  /** The transitions stored from number `since` on that are still in the buffer, as records. */
  readonly transitions: Uint8Array;
  /** How many transitions were ever stored: the next snapshot's `since`. */
  readonly storedCount: number;
}
