import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { BackendName } from "drumlin";
import { report } from "./report.ts";
import { resultTable } from "./result-table.ts";
import { type TaskName, taskNames } from "./tasks.ts";
import type { TrialRequest, TrialResult } from "./trial.ts";

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "60000" },
    seeds: { type: "string", default: "10" },
    "first-seed": { type: "string", default: "0" },
    tasks: { type: "string", default: taskNames.join(",") },
    options: { type: "string", default: "{}" },
    backend: { type: "string", default: "simd" },
    workers: { type: "string", default: String(availableParallelism()) },
    name: { type: "string", default: "universal-default" },
  },
});
const firstSeed = Number(values["first-seed"]);
const options = JSON.parse(values.options);
const requests: TrialRequest[] = (values.tasks.split(",") as TaskName[]).flatMap((task) =>
  Array.from({ length: Number(values.seeds) }, (_, i) => ({
    task,
    seed: firstSeed + i,
    steps: Number(values.steps),
    options,
    backend: values.backend as BackendName,
  })),
);

const results = new Map<TrialRequest, TrialResult>();
const waiting = [...requests];
await Promise.all(Array.from({ length: Number(values.workers) }, work));

const ordered = requests.map((request) => results.get(request) as TrialResult);
const folder = new URL("../../docs/results/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL(`${values.name}.json`, folder),
  `${JSON.stringify({ options, trials: ordered }, null, 1)}\n`,
);
const command = `node experiments/universal-default/run.ts ${process.argv.slice(2).join(" ")}`.trim();
writeFileSync(new URL(`${values.name}.md`, folder), report(ordered, command));
process.stdout.write(`${resultTable(ordered)}\n`);

async function work(): Promise<void> {
  for (let request = waiting.shift(); request; request = waiting.shift()) {
    const result = await runInWorker(request);
    results.set(request, result);
    const { task, seed, solvedAtStep, end, hold, seconds } = result;
    process.stderr.write(
      `${task} seed ${seed}: solved at ${solvedAtStep}, end ${end.toFixed(1)}, hold ${hold.toFixed(2)}, ${seconds.toFixed(0)} s\n`,
    );
  }
}

function runInWorker(request: TrialRequest): Promise<TrialResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./trial.ts", import.meta.url), { workerData: request });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
