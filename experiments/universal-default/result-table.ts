import type { TrialResult } from "./trial.ts";

/** One Markdown row a task: medians, worst seeds, and how many seeds got there. */
export function resultTable(trials: readonly TrialResult[]): string {
  const tasks = [...new Set(trials.map((trial) => trial.task))];
  return [
    "| task | seeds | solved | first solved, median / worst | solved and stable | hold, mean / worst seed | end, median / worst |",
    "|---|---|---|---|---|---|---|",
    ...tasks.map((task) => row(trials.filter((trial) => trial.task === task))),
  ].join("\n");
}

/** One Markdown row a seed, one column a task. */
export function seedTable(trials: readonly TrialResult[]): string {
  const tasks = [...new Set(trials.map((trial) => trial.task))];
  const seeds = [...new Set(trials.map((trial) => trial.seed))];
  const cell = (task: string, seed: number) => {
    const trial = trials.find((candidate) => candidate.task === task && candidate.seed === seed);
    if (!trial) return "";
    const solved = trial.solvedAtStep === null ? "never" : trial.solvedAtStep / 1000;
    return `${solved} / ${trial.hold.toFixed(2)} / ${trial.end.toFixed(1)}`;
  };
  return [
    `| seed | ${tasks.join(" | ")} |`,
    `|---|${tasks.map(() => "---|").join("")}`,
    ...seeds.map((seed) => `| ${seed} | ${tasks.map((task) => cell(task, seed)).join(" | ")} |`),
  ].join("\n");
}

function row(trials: readonly TrialResult[]): string {
  const solved = trials.map(({ solvedAtStep }) => solvedAtStep ?? Number.POSITIVE_INFINITY).sort(ascending);
  const holds = trials.map(({ hold }) => hold);
  const ends = trials.map(({ end }) => end);
  const mean = holds.reduce((sum, value) => sum + value, 0) / holds.length;
  const cells = [
    trials[0].task,
    trials.length,
    solved.filter(Number.isFinite).length,
    `${steps(median(solved))} / ${steps(solved[solved.length - 1])}`,
    trials.filter(({ solvedAndStable }) => solvedAndStable).length,
    `${mean.toFixed(3)} / ${Math.min(...holds).toFixed(2)}`,
    `${median(ends).toFixed(1)} / ${Math.min(...ends).toFixed(1)}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function steps(count: number): string {
  return Number.isFinite(count) ? count.toLocaleString("en") : "never";
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort(ascending);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function ascending(x: number, y: number): number {
  return x - y;
}
