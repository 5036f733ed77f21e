import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { HealthEvent } from "drumlin";
import { type Extremes, measuredAgent } from "./measured-agent.ts";
import { healthOf, healthyRuns, purposeMadeRuns, type SignatureRun } from "./runs.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "10" }, steps: { type: "string", default: "20000" } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, seed) => seed);

/** A run on every seed: the events of each, and the worst that was measured on any. */
interface Outcome {
  readonly run: SignatureRun;
  readonly events: readonly (readonly HealthEvent[])[];
  readonly extremes: Extremes;
}

const sick: Outcome[] = [];
for (const run of purposeMadeRuns) sick.push(await outcome(run));
const healthy: Outcome[] = [];
for (const run of healthyRuns(Number(values.steps), {})) healthy.push(await outcome(run));

const report = `# Failure signatures

${new Date().toISOString().slice(0, 10)}. Seeds 0 to ${seeds.length - 1}. Command:

    ${`node experiments/failure-signatures/run.ts ${process.argv.slice(2).join(" ")}`.trim()}

What the runs are and why: [experiments/failure-signatures](../../experiments/failure-signatures/README.md).

## Runs made to be sick

The default preset with 20 hills, but for what is named. By seed: the step at which the expected signature was first seen, and whatever
else was.

| expected | task | made with | steps | first seen, seed by seed |
|---|---|---|---|---|
${sick.map(sickRow).join("\n")}

## Healthy runs

Events of all seeds together.

| task | preset | seeds | steps | events |
|---|---|---|---|---|
${healthy.map(healthyRow).join("\n")}

## What the thresholds stand between

The worst on any seed. *Gradient*: norm over the median of the last 101, every tenth update; an explosion from 1 000 on, of a median taken for 1
at least. *Flipped*, *overturned*: share of 128 remembered states whose greedy action changed in 1 000 updates, and whose earlier action became
clearly worse, once exploration has long ended; oscillation above 10 % overturned. The probe states are not those of the monitor.

| run | task | gradient | flipped | overturned |
|---|---|---|---|---|
${[...healthy, ...sick].map(extremesRow).join("\n")}
`;
writeFileSync(new URL("../../docs/results/failure-signatures.md", import.meta.url), report);
process.stdout.write(report);

async function outcome(run: SignatureRun): Promise<Outcome> {
  const extremes: Extremes = { gradientRatio: 0 };
  const events: (readonly HealthEvent[])[] = [];
  for (const seed of seeds) events.push(await healthOf(run, seed, (agent) => measuredAgent(agent, extremes)));
  process.stderr.write(`${run.task}, ${run.name}: ${events.flat().length} events\n`);
  return { run, events, extremes };
}

function sickRow({ run, events }: Outcome): string {
  const bySeed = events.map((seen) => {
    const first = seen.find(({ signature }) => signature === run.expected)?.step.toLocaleString("en") ?? "–";
    const others = new Set(seen.map(({ signature }) => signature).filter((other) => other !== run.expected));
    return [first, ...others].join(" and ");
  });
  const { expected, task, name, steps } = run;
  return `| ${expected} | ${task} | ${name} | ${steps.toLocaleString("en")} | ${bySeed.join(" · ")} |`;
}

function healthyRow({ run, events }: Outcome): string {
  const seen = events.flatMap((ofSeed, seed) =>
    ofSeed.map(({ signature, step }) => `${signature} at ${step}, seed ${seed}`),
  );
  return `| ${run.task} | ${run.name} | ${seeds.length} | ${run.steps.toLocaleString("en")} | ${seen.join("; ") || "none"} |`;
}

function extremesRow({ run, extremes }: Outcome): string {
  const percent = (share?: number) => (share === undefined ? "–" : `${Math.round(100 * share)} %`);
  const gradient =
    extremes.gradientRatio < 1000
      ? extremes.gradientRatio.toFixed(0)
      : extremes.gradientRatio.toExponential(0);
  const name = run.expected ? `made for ${run.expected}` : run.name;
  return `| ${name} | ${run.task} | ${gradient} | ${percent(extremes.flipped)} | ${percent(extremes.overturned)} |`;
}
