import { parentPort, workerData } from "node:worker_threads";
import { type AgentOptions, type BackendName, createAgent, evaluate, TrainingSession } from "drumlin";
import { createTask, type TaskName } from "./tasks.ts";

/** What one worker is asked to run. */
export interface TrialRequest {
  readonly task: TaskName;
  readonly seed: number;
  readonly steps: number;
  readonly options: Partial<AgentOptions>;
  readonly backend: BackendName;
}

/** What it answers. */
export interface TrialResult extends Omit<TrialRequest, "options"> {
  readonly solvedAtStep: number | null;
  readonly solvedAndStable: boolean;
  /** Share of the evaluations in the second half of training whose mean reached the threshold. */
  readonly hold: number;
  /** Mean return of 100 greedy episodes after training. */
  readonly end: number;
  readonly health: readonly string[];
  readonly seconds: number;
}

async function runTrial({ task, seed, steps, options, backend }: TrialRequest): Promise<TrialResult> {
  const environment = createTask(task);
  const evaluationEnvironment = createTask(task);
  const solvedReturn = environment.spec.solvedReturn as number;
  const sizes = {
    observationSize: environment.observationSpace.size,
    actionCount: environment.actionSpace.n,
  };
  const agent = await createAgent({ ...sizes, seed, ...options }, backend);
  const evaluation = { environment: evaluationEnvironment, every: 1000, episodes: 20, seed: 5000 };
  const session = new TrainingSession(agent, environment, { seed, evaluation, solvedReturn });
  const secondHalf: boolean[] = [];
  const began = performance.now();
  for (const event of session.run(steps)) {
    if (event.kind === "evaluation" && event.step > steps / 2)
      secondHalf.push(event.meanReturn >= solvedReturn);
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    task,
    seed,
    steps,
    backend,
    solvedAtStep: session.solvedAtStep,
    solvedAndStable: session.solvedAndStable,
    hold: secondHalf.filter(Boolean).length / secondHalf.length,
    end: evaluate(agent.policy, evaluationEnvironment, { episodes: 100, seed: 10_000 }).meanReturn,
    health: agent.health.map(({ signature, step }) => `${signature} at ${step}`),
    seconds,
  };
}

parentPort?.postMessage(await runTrial(workerData as TrialRequest));
