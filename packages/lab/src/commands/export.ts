import { policyFormats } from "@drumlin/run";
import { Command } from "commander";
import { option } from "drumlin";
import { modelEnvironment, openModel } from "../models/open-model.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { fieldOption } from "./field-option.ts";
import { environmentOption, storeOption } from "./shared-options.ts";

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
  readonly environment?: string;
  readonly store: string;
}

/** `drumlin export RUN` */
export function exportCommand({ stdout, stderr }: Terminal): Command {
  const formats = policyFormats.map(({ name, description }) => `${name}: ${description}`).join("; ");
  return new Command("export")
    .argument("<run|file>", "a run, a policy exported as JSON, or an agent file")
    .description("Write the policy down for use elsewhere.")
    .addOption(
      fieldOption(
        "format",
        option.choice(
          policyFormats.map(({ name }) => name),
          "json",
          formats,
        ),
      ),
    )
    .option("--output <file>", "where to (default: stdout)")
    .addOption(environmentOption())
    .addOption(storeOption())
    .action(async (reference: string, { format, output, environment, store }: ExportOptions) => {
      const model = await openModel(reference, store);
      const { write } = policyFormats.find(({ name }) => name === format)!;
      const { id } = modelEnvironment(model, environment).spec;
      const content = write({ policy: model.policy, environment: id });
      if (output === undefined) stdout.write(content);
      else {
        writeFileAtomically(output, content);
        writeLine(stderr, `${model.name} → ${output} (${content.length} bytes)`);
      }
    });
}
