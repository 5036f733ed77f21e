import {
  changedOptions,
  formatCount,
  formatDuration,
  formatReturn,
  formatTable,
  type HealthRecord,
  type MetricPoint,
  type Run,
} from "@drumlin/run";
import { Command } from "commander";
import type { MetricName } from "drumlin";
import { findRun } from "../../store/find-run.ts";
import { runState } from "../../store/run-state.ts";
import { sparkline } from "../../terminal/sparkline.ts";
import { type Terminal, writeLine } from "../../terminal/terminal.ts";
import { withStore } from "../with-store.ts";
import { type RunsOptions, summary } from "./list-runs.ts";

const curveWidth = 60;

/** `drumlin runs show RUN` */
export function showRunCommand({ stdout }: Terminal): Command {
  return new Command("show")
    .argument("<run>", "name or id of a run, or the beginning of either")
    .description("What a run was asked for, how it went, and its health.")
    .action((reference: string, _, command: Command) => {
      const { store: url, json } = command.optsWithGlobals<RunsOptions>();
      return withStore(url, async (store) => {
        const run = await findRun(store, reference);
        const health = await store.readHealth(run.id);
        if (json) writeLine(stdout, JSON.stringify({ ...summary(run), health }));
        else writeLine(stdout, runLines(run, await store.readMetrics(run.id), health));
      });
    });
}

function runLines(run: Run, metrics: readonly MetricPoint[], health: readonly HealthRecord[]): string {
  const { configuration, progress } = run;
  const options = changedOptions(configuration).map(({ name, value }) => `${name} ${value}`);
  const evaluations: MetricName = "charts/evaluation_return";
  const curve = metrics.filter(({ name }) => name === evaluations).map(({ value }) => value);
  const rows = [
    ["run", `${run.name}  (${run.id})`],
    ["environment", `${configuration.environment}, seed ${configuration.seed}`],
    ["state", `${runState(run)}, since ${run.updatedAt}`],
    ["begun", run.createdAt],
    [
      "steps",
      `${formatCount(progress.step)} of ${formatCount(configuration.steps)}${configuration.untilSolved ? ", or until solved" : ""}`,
    ],
    ["preset", String(configuration.agent.preset)],
    ["options", options.length === 0 ? "as in the preset" : options.join(", ")],
    ["episodes", formatCount(progress.episodes)],
    ["updates", `${formatCount(progress.updates)} in ${formatDuration(progress.seconds)}`],
    ["solved at", progress.solvedAtStep === null ? "not yet" : `step ${formatCount(progress.solvedAtStep)}`],
    ["hills", progress.liveComponents === null ? "–" : String(progress.liveComponents)],
  ];
  if (curve.length > 0)
    rows.push(
      ["evaluations", sparkline(curve, curveWidth)],
      [
        "",
        `lowest ${formatReturn(Math.min(...curve))}, highest ${formatReturn(Math.max(...curve))}, last ${formatReturn(curve.at(-1)!)}`,
      ],
    );
  const events = health.map(({ step, signature, detail }) => [
    "health",
    `${signature} at step ${formatCount(step)}: ${detail}`,
  ]);
  return formatTable([{ header: "" }, { header: "" }], [...rows, ...events]);
}
