import { once } from "node:events";
import { formatCount, formatDuration, formatReturn, formatTable, type Run, visibleText } from "@drumlin/run";
import { Command } from "commander";
import { option } from "drumlin";
import { openExistingStore } from "../../store/open-store.ts";
import { runState } from "../../store/run-state.ts";
import type { RunStore } from "../../store/run-store.ts";
import { type Output, type Terminal, writeLine } from "../../terminal/terminal.ts";
import { fieldOption } from "../field-option.ts";

/** What every command of `runs` takes. */
export interface RunsOptions {
  readonly store: string;
  readonly json?: true;
}

/** What a list takes beside. */
export interface ListOptions extends RunsOptions {
  readonly limit: number;
  readonly all?: true;
}

/** A list is read from the store by so many at a time. */
const pageSize = 1000;

/** How many runs a list shows. */
export function limitOptions() {
  return [
    fieldOption("limit", option.count(50, "list so many runs, the newest")),
    fieldOption("all", option.boolean(undefined, "list all runs")),
  ] as const;
}

/** `drumlin runs list` */
export function listRunsCommand(terminal: Terminal): Command {
  return new Command("list")
    .description("The newest runs, or all of them.")
    .action((_, command: Command) => listRuns(command.optsWithGlobals(), terminal));
}

/** Lists the runs of a store; one that is not there yet has none. */
export async function listRuns(
  { store: url, json, limit, all }: ListOptions,
  { stdout, stderr }: Terminal,
): Promise<void> {
  const store = await openExistingStore(url);
  const count = (await store?.countRuns()) ?? 0;
  const shown = all ? count : Math.min(limit, count);
  const more = `… and ${formatCount(count - shown)} more; --all lists them, --limit N the newest N`;
  try {
    if (json) {
      await writeArray(store, shown, stdout);
      if (shown < count) writeLine(stderr, more);
    } else if (store === null || count === 0) {
      writeLine(stdout, `No runs in ${visibleText(url)} yet; npx drumlin train CartPole-v1 makes one.`);
    } else {
      const rows: string[][] = [];
      for await (const run of newestRuns(store, shown)) rows.push(cells(run));
      writeLine(stdout, formatTable(columns, rows));
      if (shown < count) writeLine(stdout, more);
    }
  } finally {
    await store?.close();
  }
}

/** The newest runs, page by page: a list of them all need not be in memory. */
async function* newestRuns(store: RunStore, limit: number): AsyncGenerator<Run> {
  let after: Run | undefined;
  for (let left = limit; left > 0; ) {
    const page = await store.runs({
      limit: Math.min(left, pageSize),
      ...(after === undefined ? {} : { after }),
    });
    yield* page;
    if (page.length < pageSize) return;
    left -= page.length;
    after = page.at(-1)!;
  }
}

/** One line of JSON, run by run: of a hundred thousand it is longer than a text may be. */
async function writeArray(store: RunStore | null, limit: number, stdout: Output): Promise<void> {
  stdout.write("[");
  let isFirst = true;
  for await (const run of store === null ? [] : newestRuns(store, limit)) {
    const text = (isFirst ? "" : ",") + JSON.stringify(summary(run));
    isFirst = false;
    if (!stdout.write(text)) await once(stdout, "drain");
  }
  writeLine(stdout, "]");
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
