import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "@drumlin/run";
import { Command } from "commander";
import { option } from "drumlin";
import { checkAgentOutput } from "../../check-agent-output.ts";
import { checkOutput, checkOutputFolder } from "../../check-output.ts";
import type { MeasuredRun, MetricsFile } from "../../metrics-export/metrics-format.ts";
import { metricsFormats } from "../../metrics-export/metrics-formats.ts";
import { findRun } from "../../store/find-run.ts";
import { type Terminal, writeData, writeLine } from "../../terminal/terminal.ts";
import { writeFileAtomically } from "../../write-file-atomically.ts";
import { fieldOption } from "../field-option.ts";
import { withStore } from "../with-store.ts";
import type { RunsOptions } from "./list-runs.ts";

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
}

/** `drumlin runs export RUN…` */
export function exportRunsCommand(terminal: Terminal): Command {
  const names = metricsFormats.map(({ name }) => name);
  const descriptions = metricsFormats.map(({ name, description }) => `${name}: ${description}`).join("; ");
  return new Command("export")
    .argument("<runs...>", "runs whose metrics to export")
    .description("Metrics of runs, for other tools.")
    .addOption(fieldOption("format", option.choice(names, "csv", descriptions)))
    .option("--output <path>", "a file, or a folder for tensorboard (default: stdout)")
    .action(async (references: string[], _, command: Command) => {
      const options = command.optsWithGlobals<RunsOptions & ExportOptions>();
      await checkTarget(options);
      return withStore(options.store, async (store) => {
        const measured: MeasuredRun[] = [];
        for (const reference of references) {
          const run = await findRun(store, reference);
          measured.push({ run, metrics: await store.readMetrics(run.id) });
        }
        exportMetrics(measured, options, terminal);
      });
    });
}

/** Refuses, before anything is read, what cannot be written as asked for. */
async function checkTarget({ format, output, store }: RunsOptions & ExportOptions): Promise<void> {
  const { description, ...kind } = formatNamed(format);
  const isFolder = "toFiles" in kind;
  if (output === undefined) {
    if (isFolder)
      throw new UsageError(`--format ${format} writes ${description}; name the folder with --output`);
  } else if (isFolder) checkOutputFolder({ option: "--output", path: output });
  else {
    checkOutput({ option: "--output", path: output, store });
    await checkAgentOutput({ option: "--output", path: output }, null);
  }
}

function formatNamed(name: string) {
  return metricsFormats.find((format) => format.name === name)!;
}

function exportMetrics(
  runs: readonly MeasuredRun[],
  { format: name, output }: ExportOptions,
  terminal: Terminal,
): void {
  const format = formatNamed(name);
  if ("toFiles" in format) writeFiles(output!, format.toFiles(runs));
  else {
    const text = `${format.toText(runs)}\n`;
    if (output === undefined) writeData(terminal.stdout, text);
    else writeFileAtomically(output, text);
  }
  if (output !== undefined) writeLine(terminal.stderr, `wrote ${output}`);
}

function writeFiles(folder: string, files: readonly MetricsFile[]): void {
  for (const { path, content } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileAtomically(target, content);
  }
}
