import { UsageError } from "@drumlin/run";
import { Command } from "commander";
import { checkOutputFolder } from "../check-output.ts";
import { storeFlag } from "../store/open-store.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { jsonOption, storeOption, workersOption } from "./shared-options.ts";

interface ReproduceOptions {
  readonly all?: true;
  readonly quick?: true;
  readonly workers: number;
  readonly store: string;
  readonly output?: string;
  readonly experiments: string;
  readonly published?: string;
  readonly retryFailed?: true;
  readonly json?: true;
}

/** `drumlin reproduce [NAME]` */
export function reproduceCommand(terminal: Terminal, setStatus: (status: number) => void): Command {
  return new Command("reproduce")
    .argument("[name]", "the experiment; without a name they are listed")
    .description(
      "Run an experiment's studies and write what they say: figures, tables, claims with verdicts, an HTML report.",
    )
    .option("--all", "every experiment")
    .option("--quick", "few seeds and steps: shows that everything runs")
    .addOption(workersOption())
    .option("--output <folder>", "where the results go (default: drumlin-results, or drumlin-results-quick)")
    .option("--experiments <folder>", "where the experiments are", "experiments")
    .option(
      "--published <folder>",
      "take the trials whose records this folder of results has, as docs/results; run the others",
    )
    .option("--retry-failed", "run failed trials again")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: ReproduceOptions) => {
      if (name !== undefined && options.all)
        throw new UsageError(`reproduce takes a name or --all, not both; leave out ${name} or --all`);
      // Loaded here, so that no other command waits for the figures' and baselines' libraries.
      const { experimentNamed, loadExperiments } = await import("../reproduction/load-experiments.ts");
      const { experimentTable, reproduce } = await import("../reproduction/reproduce.ts");
      const folder = await loadExperiments(options.experiments);
      if (name === undefined && !options.all) {
        writeLine(terminal.stdout, experimentTable(folder.experiments));
        return;
      }
      const { quick = false, workers, store, retryFailed = false, json = false } = options;
      const output = options.output ?? (quick ? "drumlin-results-quick" : "drumlin-results");
      checkOutputFolder({ option: "--output", path: output });
      const commandOf = (what: string) =>
        `npx drumlin reproduce ${what}${quick ? " --quick" : ""}${storeFlag(store)}`;
      const request = {
        folder,
        experiments: name === undefined ? folder.experiments : [experimentNamed(folder.experiments, name)],
        quick,
        workers,
        store,
        output,
        published: options.published ?? null,
        retryFailed,
        json,
        command: commandOf(name ?? "--all"),
        commandOf,
      };
      setStatus(await reproduce(request, terminal));
    });
}
