import { readFileSync, writeFileSync } from "node:fs";
import type { TrialResult } from "../universal-default/trial.ts";

/** 97.5 % quantile of Student's t with nine degrees of freedom: ten pairs. */
const STUDENT_T = 2.262;
const PAIRS = 10;

const folder = new URL("../../docs/results/", import.meta.url);
const [simd, reference] = ["universal-default", "universal-default-reference"].map(readTrials);
const tasks = [...new Set(simd.map(({ task }) => task))];
const rows = tasks.map((task) => {
  const pairs = simd
    .filter((trial) => trial.task === task)
    .map((ours) => ({
      ours,
      theirs: reference.find((trial) => trial.task === task && trial.seed === ours.seed) as TrialResult,
    }));
  if (pairs.length !== PAIRS) throw new Error(`${task} has ${pairs.length} pairs of trials, not ${PAIRS}`);
  const difference = (measure: (trial: TrialResult) => number, digits: number) =>
    interval(
      pairs.map(({ ours, theirs }) => measure(ours) - measure(theirs)),
      digits,
    );
  const speed = pairs.map(({ ours, theirs }) => theirs.seconds / ours.seconds).sort((x, y) => x - y);
  const cells = [
    task,
    difference(({ solvedAtStep, steps }) => solvedAtStep ?? steps, 0),
    difference(({ hold }) => hold, 3),
    difference(({ end }) => end, 1),
    `${speed[PAIRS / 2].toFixed(1)} ×`,
  ];
  return `| ${cells.join(" | ")} |`;
});

writeFileSync(
  new URL("backends.md", folder),
  `# Fast backend against reference

${new Date().toISOString().slice(0, 10)}. \`simd\` minus \`reference\` over ${PAIRS} paired seeds, mean ± half a 95 % interval (Student's t); command and trials:
[experiments/backends](../../experiments/backends/README.md), [universal-default.md](universal-default.md),
[universal-default-reference.md](universal-default-reference.md). *Faster*: median ratio of whole training times, evaluations included,
which run on neither backend's kernels; the two were not timed side by side.

| task | first solved, steps | hold | end | faster |
|---|---|---|---|---|
${rows.join("\n")}
`,
);
process.stdout.write(`${rows.join("\n")}\n`);

function readTrials(name: string): TrialResult[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")).trials;
}

function interval(values: readonly number[], digits: number): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = STUDENT_T * Math.sqrt(variance / values.length);
  return `${mean.toFixed(digits)} ± ${half.toFixed(digits)}`;
}
