import {
  type EvaluationPoint,
  evaluationSeed,
  finalEvaluation,
  learnableEnvironment,
  oneLine,
  type TrialRecord,
} from "@drumlin/run";
import { evaluate, type HealthEvent } from "drumlin";
import type { Contestant } from "./agent-kind.ts";
import { agentKind } from "./agent-kinds.ts";
import type { Trial } from "./trial.ts";
import { valueMeasure } from "./value-measure.ts";

/** Runs a trial from its first step to its last greedy episode; `onEvaluation` is told the step of each evaluation. */
export async function runTrial(trial: Trial, onEvaluation: (step: number) => void): Promise<TrialRecord> {
  const start = performance.now();
  const { agent, kind, environment, options, seed, steps } = trial;
  const { thresholds, ...evaluation } = trial.evaluation;
  const { see, create } = agentKind(kind);
  const seen = () => see(learnableEnvironment(environment));
  const greedy = seen();
  const { solvedReturn } = greedy.spec;
  const contestant = await create({ environment: seen(), options, steps }, seed);
  const measureValues = valueMeasure(environment, contestant.values);
  const curve: EvaluationPoint[] = [];
  const trained = await contestant.train(seen, {
    steps,
    seed,
    ...(solvedReturn === null ? {} : { solvedReturn }),
    evaluation: { environment: greedy, ...evaluation, seed: evaluationSeed },
    onProgress(event) {
      if (event.kind !== "evaluation") return;
      const { step, meanReturn } = event;
      const metrics = { ...contestant.metrics(), ...measureValues() };
      curve.push({ step, meanReturn, metrics, ...seenSignatures(contestant.health()) });
      onEvaluation(step);
    },
    // A worker has nothing else to do.
    pause: async () => {},
  });
  const finalReturn = (policy: Contestant["policy"]) => evaluate(policy, greedy, finalEvaluation).meanReturn;
  const cut = (share: number) => {
    const { policy, nonzero } = contestant.thresholded!(share);
    return { share, nonzero, meanReturn: finalReturn(policy) };
  };
  const record: TrialRecord = {
    agent,
    environment,
    options,
    seed,
    status: "done",
    curve,
    solvedAtStep: trained.solvedAtStep,
    steps: trained.steps,
    finalReturn: finalReturn(contestant.policy),
    parameters: contestant.parameterCount(),
    ...(thresholds && contestant.thresholded && { thresholded: thresholds.map(cut) }),
    seconds: Number(((performance.now() - start) / 1000).toFixed(3)),
  };
  contestant.dispose();
  return record;
}

function seenSignatures(health: readonly HealthEvent[]): Pick<EvaluationPoint, "signatures"> {
  if (health.length === 0) return {};
  return {
    signatures: Object.fromEntries(health.toReversed().map(({ signature, step }) => [signature, step])),
  };
}

/** What a trial leaves that did not end: why, in one sentence. */
export function failedTrial(trial: Trial, error: string, seconds: number): TrialRecord {
  const { agent, environment, options, seed } = trial;
  return {
    agent,
    environment,
    options,
    seed,
    status: "failed",
    error: oneLine(error),
    curve: [],
    solvedAtStep: null,
    steps: 0,
    finalReturn: null,
    parameters: { total: 0, nonzero: 0 },
    seconds: Number(seconds.toFixed(3)),
  };
}
