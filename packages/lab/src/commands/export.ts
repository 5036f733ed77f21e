import { policyFormats, UsageError } from "@drumlin/run";
import { Command } from "commander";
import { option, type ResolvedAgentOptions } from "drumlin";
import { checkAgentOutput } from "../check-agent-output.ts";
import { checkOutput } from "../check-output.ts";
import { isFile, modelEnvironment, openAgent, openModel } from "../models/open-model.ts";
import { type Terminal, writeData, writeLine } from "../terminal/terminal.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { fieldOption } from "./field-option.ts";
import { environmentOption, storeOption } from "./shared-options.ts";

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
  readonly environment?: string;
  readonly store: string;
}

/** Beside the formats of policies: what learns on. */
const agentFormat = {
  name: "agent",
  description: "the whole agent as bytes, replay buffer included: loadAgent goes on learning from them",
};

/** `drumlin export RUN` */
export function exportCommand({ stdout, stderr }: Terminal): Command {
  const formats = [...policyFormats, agentFormat];
  const names = formats.map(({ name }) => name);
  const descriptions = formats.map(({ name, description }) => `${name}: ${description}`).join("; ");
  return new Command("export")
    .argument("<run|file>", "a run, a policy exported as JSON, or an agent file")
    .description("Write the policy, or the whole agent, down for use elsewhere.")
    .addOption(fieldOption("format", option.choice(names, "json", descriptions)))
    .option("--output <file>", "where to (default: stdout)")
    .addOption(environmentOption())
    .addOption(storeOption())
    .action(async (reference: string, options: ExportOptions) => {
      const { format, output, store } = options;
      if (output !== undefined)
        checkOutput({
          option: "--output",
          path: output,
          store,
          source: isFile(reference) ? reference : undefined,
        });
      else if (format === agentFormat.name && stdout.isTTY === true)
        throw new UsageError("--format agent writes bytes, no text; name a file with --output");
      const { name, content } = await exported(reference, options);
      if (output === undefined) {
        if (typeof content === "string") writeData(stdout, content);
        else stdout.write(content);
      } else {
        writeFileAtomically(output, content);
        writeLine(stderr, `${name} → ${output} (${content.length} bytes)`);
      }
    });
}

async function exported(
  reference: string,
  { format, environment, output, store }: ExportOptions,
): Promise<{ readonly name: string; readonly content: string | Uint8Array }> {
  const checked = async (options: ResolvedAgentOptions | null) => {
    if (output !== undefined) await checkAgentOutput({ option: "--output", path: output }, options);
  };
  if (format === agentFormat.name) {
    const { name, agent } = await openAgent(reference, store);
    await checked(agent.options);
    return { name, content: agent.save() };
  }
  await checked(null);
  const model = await openModel(reference, store);
  const { write } = policyFormats.find(({ name }) => name === format)!;
  const { id } = modelEnvironment(model, environment).spec;
  return { name: model.name, content: write({ policy: model.policy, environment: id }) };
}
