import type { LearningAgent } from "./agents/agent.ts";
import { EVALUATION_WINDOW, evaluationSigns } from "./agents/health.ts";
import { type DiscreteEnvironment, type Evaluation, evaluate } from "./evaluate.ts";
import { checkOption, checkRecord, shown } from "./options/check-option.ts";
import { any, count, wholeNumber } from "./options/option-field.ts";
import { Xoshiro128 } from "./random/xoshiro128.ts";

/** Greedy episodes beside training: their steps are not counted, their environment and seeds are their own. */
export interface EvaluationPlan {
  readonly environment: DiscreteEnvironment;
  /** Training steps between evaluations. */
  readonly every: number;
  readonly episodes: number;
  readonly seed: number;
}

/** What a session is made with beside agent and environment. */
export interface TrainingSessionOptions {
  /** Whence every episode's own seed is drawn. */
  readonly seed: number;
  readonly evaluation?: EvaluationPlan | undefined;
  /** Mean evaluation return from which the task counts as solved. */
  readonly solvedReturn?: number | undefined;
}

/** Something that happened at a step of training; all state is consistent when it is told. */
export type TrainingEvent =
  | { readonly kind: "progress"; readonly step: number }
  | {
      readonly kind: "episode";
      readonly step: number;
      readonly episode: number;
      readonly episodicReturn: number;
      readonly length: number;
    }
  | ({ readonly kind: "evaluation"; readonly step: number } & Omit<Evaluation, "returns">)
  | { readonly kind: "health"; readonly step: number; readonly signature: string; readonly detail: string };

/** Everything a session must remember to go on exactly, as plain JSON; the agent's own state is the agent's. */
export interface TrainingState {
  readonly step: number;
  readonly episode: number;
  readonly episodicReturn: number;
  readonly episodeSeed: number;
  /** Step of the last evaluation: one that is due is not lost where training stops at another event of its step. */
  readonly evaluatedAtStep: number;
  /** What was done since the episode's reset: replayed on resume, so that no environment need know how to be saved. */
  readonly episodeActions: readonly number[];
  readonly random: readonly number[];
  readonly solvedAtStep: number | null;
  readonly solvedInARow: number;
  readonly solvedAndStable: boolean;
  /** Mean returns of the last evaluations since the first that solved the task. */
  readonly recentReturns: readonly number[];
  /** They oscillate, which was told. */
  readonly oscillating: boolean;
  /** How many of the agent's health events were told. */
  readonly healthEvents: number;
}

/** The part of a session's state that is kept as it is written. */
type Progress = {
  -readonly [Name in Exclude<keyof TrainingState, "episodeActions" | "random">]: TrainingState[Name];
};

/** Steps after which control returns to whoever runs the session, whatever happens. */
const PROGRESS_INTERVAL = 256;
/** Evaluations in a row that must reach the threshold for a policy to count as stable. */
const STABLE_EVALUATIONS = 5;
/** The seed's stream that episodes' seeds are drawn from. */
const EPISODE_STREAM = 5;

/** Draws the numbers of a training run out of agent and environment, one event at a time. */
export class TrainingSession {
  private readonly agent: LearningAgent;
  private readonly environment: DiscreteEnvironment;
  private readonly evaluation: EvaluationPlan | undefined;
  private readonly solvedReturn: number;
  private readonly random: Xoshiro128;
  private observation: ArrayLike<number>;
  private episodeActions: number[] = [];
  private readonly progress: Progress = {
    step: 0,
    episode: 0,
    episodicReturn: 0,
    episodeSeed: 0,
    evaluatedAtStep: 0,
    solvedAtStep: null,
    solvedInARow: 0,
    solvedAndStable: false,
    recentReturns: [],
    oscillating: false,
    healthEvents: 0,
  };

  /** Throws RangeError naming the option that is not as it should be. */
  constructor(agent: LearningAgent, environment: DiscreteEnvironment, options: TrainingSessionOptions) {
    checkSessionOptions(options);
    this.agent = agent;
    this.environment = environment;
    this.evaluation = options.evaluation;
    this.solvedReturn = options.solvedReturn ?? Number.POSITIVE_INFINITY;
    this.random = Xoshiro128.fromSeed(options.seed, EPISODE_STREAM);
    this.observation = [];
    this.beginEpisode();
  }

  /** A session that goes on where `state` was taken; agent, environment and options must be as they were. */
  static resume(
    agent: LearningAgent,
    environment: DiscreteEnvironment,
    state: TrainingState,
    options: TrainingSessionOptions,
  ): TrainingSession {
    const session = new TrainingSession(agent, environment, options);
    const { episodeActions, random, ...progress } = state;
    Object.assign(session.progress, progress);
    session.random.state = random;
    session.episodeActions = [...episodeActions];
    session.observation = environment.reset({ seed: progress.episodeSeed }).observation;
    for (const action of episodeActions) session.observation = environment.step(action).observation;
    return session;
  }

  get step(): number {
    return this.progress.step;
  }

  /** The first evaluation whose mean reached the threshold, or null. */
  get solvedAtStep(): number | null {
    return this.progress.solvedAtStep;
  }

  /** Five evaluations in a row reached the threshold. */
  get solvedAndStable(): boolean {
    return this.progress.solvedAndStable;
  }

  state(): TrainingState {
    return {
      ...this.progress,
      episodeActions: [...this.episodeActions],
      random: Array.from(this.random.state),
    };
  }

  /**
   * Trains until step number `lastStep`, yielding what happens. The consumer decides whether to go on. A session resumed from
   * the state at any yield goes on with the next event.
   */
  *run(lastStep: number): Generator<TrainingEvent, void, void> {
    const { progress, evaluation } = this;
    for (;;) {
      while (progress.healthEvents < this.agent.health.length) {
        const event = this.agent.health[progress.healthEvents++];
        yield { kind: "health", ...event };
      }
      const due = evaluation && progress.step % evaluation.every === 0;
      if (due && progress.evaluatedAtStep < progress.step) yield this.evaluateNow(evaluation);
      if (progress.evaluatedAtStep === progress.step) yield* this.judgeEvaluations();
      if (progress.step >= lastStep) return;

      const episode = this.advance();
      if (episode) yield episode;
      else if (progress.step % PROGRESS_INTERVAL === 0) yield { kind: "progress", step: progress.step };
    }
  }

  private beginEpisode(): void {
    const { progress } = this;
    progress.episodeSeed = this.random.nextUint32();
    progress.episodicReturn = 0;
    this.episodeActions = [];
    this.observation = this.environment.reset({ seed: progress.episodeSeed }).observation;
  }

  /** One step of environment and agent; the event of an episode's end, if it ended. */
  private advance(): TrainingEvent | undefined {
    const { agent, environment, observation, progress } = this;
    const action = agent.act(observation);
    const { observation: nextObservation, reward, terminated, truncated } = environment.step(action);
    agent.observe({ observation, action, reward, nextObservation, terminated, truncated });
    this.observation = nextObservation;
    this.episodeActions.push(action);
    progress.step++;
    progress.episodicReturn += reward;
    if (!terminated && !truncated) return undefined;

    progress.episode++;
    const { step, episode, episodicReturn } = progress;
    const length = this.episodeActions.length;
    this.beginEpisode();
    return { kind: "episode", step, episode, episodicReturn, length };
  }

  private evaluateNow(plan: EvaluationPlan): TrainingEvent {
    const { returns: _, ...evaluation } = evaluate(this.agent.policy, plan.environment, plan);
    const { progress } = this;
    progress.evaluatedAtStep = progress.step;
    const solved = evaluation.meanReturn >= this.solvedReturn;
    progress.solvedInARow = solved ? progress.solvedInARow + 1 : 0;
    if (solved) progress.solvedAtStep ??= progress.step;
    if (progress.solvedAtStep !== null) {
      progress.recentReturns = [...progress.recentReturns, evaluation.meanReturn].slice(-EVALUATION_WINDOW);
    }
    if (progress.solvedInARow >= STABLE_EVALUATIONS) progress.solvedAndStable = true;
    return { kind: "evaluation", step: progress.step, ...evaluation };
  }

  /** The event of returns that oscillate, when they begin to. */
  private *judgeEvaluations(): Generator<TrainingEvent, void, void> {
    const { progress } = this;
    const [sign] = evaluationSigns(progress.recentReturns, this.solvedReturn);
    const appeared = sign !== undefined && !progress.oscillating;
    progress.oscillating = sign !== undefined;
    if (appeared) yield { kind: "health", step: progress.step, ...sign };
  }
}

function checkSessionOptions({ seed, evaluation, solvedReturn }: TrainingSessionOptions): void {
  checkOption("seed", wholeNumber(), seed);
  // ∞: never.
  if (solvedReturn !== undefined && solvedReturn !== Number.POSITIVE_INFINITY)
    checkOption("solvedReturn", any(), solvedReturn);
  if (evaluation === undefined) return;
  checkRecord("evaluation", evaluation);
  checkRecord("evaluation.environment", evaluation.environment);
  checkOption("evaluation.every", count(), evaluation.every);
  checkOption("evaluation.episodes", count(), evaluation.episodes);
  checkOption("evaluation.seed", wholeNumber(), evaluation.seed);
}

/** What `train` takes. */
export interface TrainOptions {
  /** Environment steps to make. */
  readonly steps: number;
  /** Whence episodes' seeds are drawn; 0 when absent. */
  readonly seed?: number;
  /** Told every event; training waits for the promise it may return. */
  readonly onProgress?: (event: TrainingEvent) => void | Promise<void>;
  /** Training ends after the step at which this is found aborted (an AbortSignal). */
  readonly signal?: { readonly aborted: boolean };
  readonly evaluation?: EvaluationPlan;
  readonly solvedReturn?: number;
  /** Called between events, so that a page or server stays alive; the package `drumlin` passes its platform's. */
  readonly pause?: () => Promise<void>;
}

/** How training ended. */
export interface TrainResult {
  readonly steps: number;
  readonly episodes: number;
  readonly solvedAtStep: number | null;
  readonly solvedAndStable: boolean;
}

/** Trains an agent in an environment. Throws RangeError naming the option that is not as it should be. */
export async function train(
  agent: LearningAgent,
  environment: DiscreteEnvironment,
  options: TrainOptions,
): Promise<TrainResult> {
  checkRecord("options", options);
  const { steps, seed = 0, onProgress, signal, pause } = options;
  checkOption("steps", count(), steps);
  for (const [name, call] of Object.entries({ onProgress, pause })) {
    if (call !== undefined && typeof call !== "function")
      throw new RangeError(`${name} is ${shown(call)}; it must be a function`);
  }
  if (signal !== undefined) checkRecord("signal", signal);
  const session = new TrainingSession(agent, environment, { ...options, seed });
  for (const event of session.run(signal?.aborted ? 0 : steps)) {
    await onProgress?.(event);
    if (signal?.aborted) break;
    await pause?.();
  }
  const { step, episode, solvedAtStep, solvedAndStable } = session.state();
  return { steps: step, episodes: episode, solvedAtStep, solvedAndStable };
}
