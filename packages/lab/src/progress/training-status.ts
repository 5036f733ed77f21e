import type { Run, RunRecord, Speed } from "@drumlin/run";
import type { Agent, TrainingSession } from "drumlin";

/** What there is to show of a run while it trains. */
export type TrainingStatus = ReturnType<typeof trainingStatus>;

/** How a run stands now; `solvedReturn` is the mean return that counts as solved, or null where nobody named one. */
export function trainingStatus(
  { run, agent, session }: { run: Run; agent: Agent; session: TrainingSession },
  { progress, recentReturns, lastEvaluation, health }: RunRecord,
  speed: Speed | null,
  solvedReturn: number | null,
) {
  const { environment, seed, steps, agent: options } = run.configuration;
  const { step, episodes, updates, solvedAtStep } = progress;
  const sum = recentReturns.reduce((total, value) => total + value, 0);
  return {
    name: run.name,
    environment,
    seed,
    step,
    steps,
    episodes,
    lastReturn: recentReturns.at(-1) ?? null,
    /** Over the last twenty episodes. */
    meanReturn: recentReturns.length === 0 ? null : sum / recentReturns.length,
    lastEvaluation,
    solvedReturn,
    solvedAtStep,
    solvedAndStable: session.solvedAndStable,
    liveComponents: agent.policy.hillCount,
    componentCount: options.componentCount,
    nonzeroWeights: agent.policy.nonzeroWeightCount,
    updates,
    updatesPerSecond: speed?.updatesPerSecond ?? 0,
    secondsLeft: speed && speed.stepsPerSecond > 0 ? (steps - step) / speed.stepsPerSecond : null,
    healthEvents: health.length,
  };
}

/** Shows a run while it trains. */
export interface ProgressView {
  /** Called often; the view decides how often it shows something. */
  update(status: () => TrainingStatus): void;
  /** Called after each evaluation. */
  evaluated(status: () => TrainingStatus): void;
  /** A line for the user that stays. */
  note(line: string): void;
  /** The last word: shows the final state. */
  end(status: () => TrainingStatus): void;
}
