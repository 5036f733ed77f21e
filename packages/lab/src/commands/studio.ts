import { Command } from "commander";
import { option } from "drumlin";
import type { Terminal } from "../terminal/terminal.ts";
import { fieldOption } from "./field-option.ts";
import { storeOption } from "./shared-options.ts";

interface StudioOptions {
  readonly store: string;
  readonly port?: number;
  readonly host: string;
  readonly open: boolean;
  readonly json?: true;
}

/** `drumlin studio` */
export function studioCommand(terminal: Terminal): Command {
  return new Command("studio")
    .description("Show the runs and studies of a store in the browser, live while they train.")
    .addOption(storeOption())
    .addOption(
      fieldOption(
        "port",
        option.integer(
          0,
          65_535,
          undefined,
          "where it listens; 0 for any free one (default: 4750, or one that is free)",
        ),
      ),
    )
    .option("--host <host>", "address it listens at; any but this machine's own lets others in", "127.0.0.1")
    .option("--no-open", "do not open the browser")
    .option("--json", "say where it is in one line, as {url, port, store}; do not open the browser")
    .action(async ({ store, port, host, open, json }: StudioOptions) => {
      // Loaded here, so that no other command waits for the server's library.
      const { studio } = await import("../studio/studio.ts");
      await studio({ store, port: port ?? null, host, open, json: json ?? false }, terminal);
    });
}
