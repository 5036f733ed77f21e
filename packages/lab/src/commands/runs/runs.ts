import { UsageError } from "@drumlin/run";
import { Command } from "commander";
import { didYouMean } from "drumlin";
import type { Terminal } from "../../terminal/terminal.ts";
import { jsonOption, storeOption } from "../shared-options.ts";
import { compareRunsCommand } from "./compare-runs.ts";
import { exportRunsCommand } from "./export-runs.ts";
import { type ListOptions, limitOptions, listRuns, listRunsCommand } from "./list-runs.ts";
import { removeRunsCommand } from "./remove-runs.ts";
import { showRunCommand } from "./show-run.ts";

/** `drumlin runs …`; alone it lists them. */
export function runsCommand(terminal: Terminal): Command {
  const [limit, all] = limitOptions();
  const runs = new Command("runs")
    .description("List, show, compare and remove runs, and export their metrics; alone it lists them.")
    .argument("[command]")
    .usage("[options] [command]")
    .addOption(storeOption())
    .addOption(jsonOption())
    .addOption(limit)
    .addOption(all)
    .configureHelp({ showGlobalOptions: true })
    .action(async (unknown: string | undefined, options: ListOptions) => {
      if (unknown !== undefined) {
        const names = runs.commands.map((command) => command.name());
        throw new UsageError(
          `runs has no command "${unknown}"${didYouMean(unknown, names, 3) || `; it has ${names.join(", ")}`}`,
        );
      }
      await listRuns(options, terminal);
    });
  // They read --store, --json, --limit and --all from here: commander gives an option to the outermost command that has it.
  runs.addCommand(listRunsCommand(terminal));
  runs.addCommand(showRunCommand(terminal));
  runs.addCommand(compareRunsCommand(terminal));
  runs.addCommand(removeRunsCommand(terminal));
  runs.addCommand(exportRunsCommand(terminal));
  return runs;
}
