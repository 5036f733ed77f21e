import type { Run } from "@drumlin/run";
import type { Agent, TrainingEvent, TrainingSession } from "drumlin";
import type { TrainingStatus } from "./training-status.ts";

const recentEpisodes = 20;

/** Speed is measured over this long, in milliseconds. */
const speedWindow = 3000;

/** Follows the events of a run and says how it stands. */
export class StatusTracker {
  readonly #run: Run;
  readonly #agent: Agent;
  readonly #session: TrainingSession;
  readonly #solvedReturn: number | null;
  readonly #returns: number[] = [];
  readonly #marks: { instant: number; step: number; updates: number }[] = [];
  #episodes: number;
  #lastEvaluation: TrainingStatus["lastEvaluation"] = null;
  #healthEvents = 0;

  constructor(run: Run, agent: Agent, session: TrainingSession, solvedReturn: number | null) {
    this.#run = run;
    this.#agent = agent;
    this.#session = session;
    this.#solvedReturn = solvedReturn;
    this.#episodes = run.progress.episodes;
    this.#mark();
  }

  /** Takes note of an event. */
  follow(event: TrainingEvent): void {
    if (event.kind === "episode") {
      this.#episodes++;
      this.#returns.push(event.episodicReturn);
      if (this.#returns.length > recentEpisodes) this.#returns.shift();
    } else if (event.kind === "evaluation") {
      this.#lastEvaluation = event;
    } else if (event.kind === "health") {
      this.#healthEvents++;
    }
    this.#mark();
  }

  /** How the run stands now. */
  readonly status = (): TrainingStatus => {
    const { name, configuration } = this.#run;
    const { policy } = this.#agent;
    const [first, last] = [this.#marks[0]!, this.#marks.at(-1)!];
    const seconds = (last.instant - first.instant) / 1000;
    const stepsPerSecond = seconds === 0 ? 0 : (last.step - first.step) / seconds;
    const { step, solvedAtStep, solvedAndStable } = this.#session;
    return {
      name,
      environment: configuration.environment,
      seed: configuration.seed,
      step,
      steps: configuration.steps,
      episodes: this.#episodes,
      lastReturn: this.#returns.at(-1) ?? null,
      meanReturn:
        this.#returns.length === 0
          ? null
          : this.#returns.reduce((sum, value) => sum + value, 0) / this.#returns.length,
      lastEvaluation: this.#lastEvaluation,
      solvedReturn: this.#solvedReturn,
      solvedAtStep,
      solvedAndStable,
      liveComponents: policy.hillCount,
      componentCount: configuration.agent.componentCount,
      nonzeroWeights: policy.nonzeroWeightCount,
      updates: this.#agent.updateCount,
      updatesPerSecond: seconds === 0 ? 0 : (last.updates - first.updates) / seconds,
      secondsLeft: stepsPerSecond === 0 ? null : (configuration.steps - step) / stepsPerSecond,
      healthEvents: this.#healthEvents,
    };
  };

  #mark(): void {
    const instant = performance.now();
    this.#marks.push({ instant, step: this.#session.step, updates: this.#agent.updateCount });
    while (this.#marks.length > 2 && instant - this.#marks[1]!.instant > speedWindow) this.#marks.shift();
  }
}
