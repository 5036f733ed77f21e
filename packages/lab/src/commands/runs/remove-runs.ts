import { UsageError } from "@drumlin/run";
import { Command } from "commander";
import { didYouMean } from "drumlin";
import type { RunStore } from "../../store/run-store.ts";
import { type Terminal, writeLine } from "../../terminal/terminal.ts";
import { forceOption } from "../shared-options.ts";
import { withStore } from "../with-store.ts";
import type { RunsOptions } from "./list-runs.ts";

/** `drumlin runs remove RUN…` */
export function removeRunsCommand({ stdout, stderr }: Terminal): Command {
  return new Command("remove")
    .argument("<runs...>", "whole names or ids: the beginning of one is not enough here")
    .description("Delete runs and all that belongs to them, for good.")
    .addOption(forceOption())
    .action((references: string[], _, command: Command) => {
      const { store: url, force } = command.optsWithGlobals<RunsOptions & { readonly force?: boolean }>();
      const remove = async (store: RunStore) => {
        const runs = await store.runs();
        const found = references.map((reference) => {
          const run = runs.find(({ name, id }) => name === reference || id === reference);
          if (run !== undefined) return run;
          const names = runs.map(({ name }) => name);
          throw new UsageError(`no run has the name or id "${reference}"${didYouMean(reference, names, 3)}`);
        });
        for (const run of found) {
          await store.removeRun(run.id, force);
          writeLine(stdout, `removed ${run.name}`);
        }
        const waits = await store.shrink();
        if (waits !== null) writeLine(stderr, waits);
      };
      return withStore(url, remove, { writes: true });
    });
}
