import { evaluate, type GaussianPolicy } from "drumlin";
import { learnableEnvironment } from "../environments/learnable-environment.ts";
import { finalEvaluation } from "./evaluation-seeds.ts";
import type { HealthRecord, Run, RunProgress, RunResult } from "./run.ts";

/** What there is to say of a run that has ended: makes the final evaluation of its policy. */
export function runResult(
  { name, configuration }: Pick<Run, "name" | "configuration">,
  { step: steps, updates, seconds, solvedAtStep }: RunProgress,
  policy: GaussianPolicy,
  health: readonly HealthRecord[],
): RunResult {
  const { environment, seed, agent } = configuration;
  const { componentCount, actionCount } = agent;
  const evaluation = evaluate(
    policy,
    learnableEnvironment(environment, agent.observationSize),
    finalEvaluation,
  );
  const { episodes, meanReturn, standardDeviation, minimumReturn } = evaluation;
  return {
    run: name,
    environment,
    seed,
    steps,
    updates,
    seconds: Number(seconds.toFixed(3)),
    updatesPerSecond: seconds === 0 ? 0 : Math.round(updates / seconds),
    solvedAtStep,
    evaluation: { episodes, meanReturn, standardDeviation, minimumReturn },
    components: { total: componentCount, live: policy.hillCount },
    weights: { total: componentCount * actionCount, nonzero: policy.nonzeroWeightCount },
    parameters: policy.parameterCount,
    health: health.map(({ signature, step, detail }) => ({ signature, step, detail })),
  };
}
