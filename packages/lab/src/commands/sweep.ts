import { Command } from "commander";
import { option } from "drumlin";
import type { Terminal } from "../terminal/terminal.ts";
import { fieldOption } from "./field-option.ts";
import { jsonOption, storeOption, workersOption } from "./shared-options.ts";

interface SweepOptions {
  readonly workers: number;
  readonly trialsUpTo: number;
  readonly store: string;
  readonly retryFailed?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `drumlin sweep STUDY` */
export function sweepCommand(terminal: Terminal, setStatus: (status: number) => void): Command {
  return new Command("sweep")
    .argument("<study>", "study file, YAML or JSON: environments, agents, grid, seeds, steps, evaluation")
    .description("Run the trials of a study that have not been run yet, and give its table of results.")
    .addOption(workersOption())
    .addOption(fieldOption("trialsUpTo", option.count(1_000_000, "refuse a study of more trials")))
    .option("--retry-failed", "run failed trials again")
    .option("--dry-run", "list the first trials and count what is missing; run and write nothing")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (path: string, options: SweepOptions) => {
      const { workers, trialsUpTo, store, retryFailed = false, dryRun = false, json = false } = options;
      // Loaded here, so that no other command waits for the baselines' libraries.
      const { sweep } = await import("../study/sweep.ts");
      setStatus(await sweep({ path, workers, trialsUpTo, store, retryFailed, dryRun, json }, terminal));
    });
}
