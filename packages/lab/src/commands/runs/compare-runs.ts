import { formatCount, formatDuration, formatReturn, formatTable, type Run } from "@drumlin/run";
import { Command } from "commander";
import { findRun } from "../../store/find-run.ts";
import { runState } from "../../store/run-state.ts";
import { type Terminal, writeLine } from "../../terminal/terminal.ts";
import { withStore } from "../with-store.ts";
import { type RunsOptions, summary } from "./list-runs.ts";

/** `drumlin runs compare RUN RUN…` */
export function compareRunsCommand({ stdout }: Terminal): Command {
  return new Command("compare")
    .argument("<run>", "a run to compare")
    .argument("<others...>", "those to compare it with")
    .description("Runs side by side: the options in which they differ, and how they went.")
    .action((first: string, others: string[], _, command: Command) => {
      const { store: url, json } = command.optsWithGlobals<RunsOptions>();
      return withStore(url, async (store) => {
        const runs: Run[] = [];
        for (const reference of [first, ...others]) runs.push(await findRun(store, reference));
        writeLine(stdout, json ? JSON.stringify(runs.map(summary)) : comparison(runs));
      });
    });
}

function comparison(runs: readonly Run[]): string {
  const columns = [{ header: "" }, ...runs.map(({ name }) => ({ header: name, align: "right" }) as const)];
  const rows = [...differences(runs), ...outcomes].map(([label, show]) => [label, ...runs.map(show)]);
  return formatTable(columns, rows);
}

type Row = readonly [label: string, show: (run: Run) => string];

/** One row for each option whose values are not all the same. */
function differences(runs: readonly Run[]): Row[] {
  const options = runs.map(({ configuration: { agent, evaluation, ...own } }) => ({ ...own, ...agent }));
  const names = [...new Set(options.flatMap((entries) => Object.keys(entries)))];
  return names
    .map(
      (name): Row => [
        name,
        ({ configuration: { agent, ...own } }) => String({ ...own, ...agent }[name as never]),
      ],
    )
    .filter(([, show]) => new Set(runs.map(show)).size > 1);
}

const outcomes: readonly Row[] = [
  ["state", runState],
  ["step", ({ progress }) => formatCount(progress.step)],
  [
    "solved at",
    ({ progress }) => (progress.solvedAtStep === null ? "–" : formatCount(progress.solvedAtStep)),
  ],
  [
    "last evaluation",
    ({ progress }) => (progress.lastEvaluation === null ? "–" : formatReturn(progress.lastEvaluation)),
  ],
  ["final evaluation", ({ result }) => (result === null ? "–" : formatReturn(result.evaluation.meanReturn))],
  ["hills", ({ progress }) => (progress.liveComponents === null ? "–" : String(progress.liveComponents))],
  ["parameters", ({ result }) => (result === null ? "–" : formatCount(result.parameters))],
  ["time", ({ progress }) => formatDuration(progress.seconds)],
];
