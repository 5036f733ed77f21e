import type { Run } from "@drumlin/run";
import { Command } from "commander";
import { findExactRun } from "../../store/find-run.ts";
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
        const found: Run[] = [];
        for (const reference of references) found.push(await findExactRun(store, reference));
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
