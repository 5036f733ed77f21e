import type { Agent, Evaluation, TrainingSession } from "drumlin";
import type { HealthRecord, Run, RunResult } from "./run.ts";

/** What there is to say of a run that has ended. */
export function runResult(
  run: Pick<Run, "name" | "configuration">,
  agent: Agent,
  session: TrainingSession,
  evaluation: Evaluation,
  seconds: number,
  health: readonly HealthRecord[],
): RunResult {
  const { policy, updateCount: updates } = agent;
  const { componentCount, actionCount } = run.configuration.agent;
  const { episodes, meanReturn, standardDeviation, minimumReturn } = evaluation;
  return {
    run: run.name,
    environment: run.configuration.environment,
    seed: run.configuration.seed,
    steps: session.step,
    updates,
    seconds: Number(seconds.toFixed(3)),
    updatesPerSecond: seconds === 0 ? 0 : Math.round(updates / seconds),
    solvedAtStep: session.solvedAtStep,
    evaluation: { episodes, meanReturn, standardDeviation, minimumReturn },
    components: { total: componentCount, live: policy.hillCount },
    weights: { total: componentCount * actionCount, nonzero: policy.nonzeroWeightCount },
    parameters: policy.parameterCount,
    health: health.map(({ signature, step, detail }) => ({ signature, step, detail })),
  };
}
