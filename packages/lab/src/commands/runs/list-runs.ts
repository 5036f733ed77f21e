import { formatCount, formatDuration, formatReturn, formatTable, type Run } from "@drumlin/run";
import { Command } from "commander";
import { openExistingStore } from "../../store/open-store.ts";
import { runState } from "../../store/run-state.ts";
import { type Terminal, writeLine } from "../../terminal/terminal.ts";

/** What every command of `runs` takes. */
export interface RunsOptions {
  readonly store: string;
  readonly json?: true;
}

/** `drumlin runs list` */
export function listRunsCommand(terminal: Terminal): Command {
  return new Command("list")
    .description("All runs, newest first.")
    .action((_, command: Command) => listRuns(command.optsWithGlobals(), terminal));
}

/** Lists the runs of a store; one that is not there yet has none. */
export async function listRuns({ store: url, json }: RunsOptions, { stdout }: Terminal): Promise<void> {
  const store = await openExistingStore(url);
  const runs = (await store?.runs()) ?? [];
  await store?.close();
  if (json) writeLine(stdout, JSON.stringify(runs.map(summary)));
  else if (runs.length === 0)
    writeLine(stdout, `No runs in ${url} yet; npx drumlin train CartPole-v1 makes one.`);
  else writeLine(stdout, formatTable(columns, runs.map(cells)));
}

/** A run as JSON. */
export function summary(run: Run) {
  const { id, name, configuration, progress, createdAt, updatedAt, result } = run;
  return { id, name, state: runState(run), configuration, progress, createdAt, updatedAt, result };
}

const columns = [
  { header: "run" },
  { header: "environment" },
  { header: "seed", align: "right" },
  { header: "state" },
  { header: "step", align: "right" },
  { header: "solved at", align: "right" },
  { header: "return", align: "right" },
  { header: "hills", align: "right" },
  { header: "time", align: "right" },
] as const;

function cells(run: Run): string[] {
  const { configuration, progress } = run;
  return [
    run.name,
    configuration.environment,
    String(configuration.seed),
    runState(run),
    formatCount(progress.step),
    progress.solvedAtStep === null ? "–" : formatCount(progress.solvedAtStep),
    progress.lastEvaluation === null ? "–" : formatReturn(progress.lastEvaluation),
    progress.liveComponents === null ? "–" : String(progress.liveComponents),
    formatDuration(progress.seconds),
  ];
}
