import { cpus } from "node:os";
import { resultTable, seedTable } from "./result-table.ts";
import type { TrialResult } from "./trial.ts";

/** The experiment's Markdown report. `command` is what made the trials. */
export function report(trials: readonly TrialResult[], command: string): string {
  const date = new Date().toISOString().slice(0, 10);
  return `# One configuration for every task

${date}, Node ${process.version}, ${cpus()[0].model}, backend ${trials[0].backend}. Command:

    ${command}

The preset is \`default\` and nothing in it knows the task; an agent gets the sizes of observation and action and a seed. *First solved*: the
first evaluation (20 greedy episodes every 1 000 steps, own seeds, not counted as training) whose mean reaches the threshold: 475, −100,
−110, and −200 for Pendulum-v1 with five torques. *Stable*: five such evaluations in a row. *Hold*: share of evaluations over the threshold in
the second half of training. *End*: mean return of 100 greedy episodes with other seeds after training. *Wild units*: each observation times
1000, 0.001, 50 or 0.02, plus 100.

${resultTable(trials)}

## Seed by seed

First solved (thousands of steps) / hold / end.

${seedTable(trials)}

Failure signatures seen: ${signatures(trials)}.
`;
}

function signatures(trials: readonly TrialResult[]): string {
  const seen = trials.flatMap(({ task, seed, health }) =>
    health.map((event) => `${event} (${task}, seed ${seed})`),
  );
  return seen.length === 0 ? "none" : seen.join("; ");
}
