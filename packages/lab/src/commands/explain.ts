import { policyCard, policyCardText, policyRule } from "@drumlin/run";
import { Command } from "commander";
import { option } from "drumlin";
import { modelEnvironment, openModel } from "../models/open-model.ts";
import { styleFor, type Terminal, writeLine } from "../terminal/terminal.ts";
import { fieldOption } from "./field-option.ts";
import { environmentOption, jsonOption, storeOption } from "./shared-options.ts";

interface ExplainOptions {
  readonly hills?: number;
  readonly environment?: string;
  readonly store: string;
  readonly json?: true;
}

/** `drumlin explain RUN|FILE` */
export function explainCommand({ stdout }: Terminal): Command {
  return new Command("explain")
    .argument("<run|file>", "a run, a policy exported as JSON, or an agent file")
    .description(
      "The policy card: what each hill is and does and, where it is short, the rule they amount to.",
    )
    .addOption(
      fieldOption("hills", option.count(undefined, "the most important so many only (default: all)")),
    )
    .addOption(environmentOption())
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (reference: string, options: ExplainOptions) => {
      const model = await openModel(reference, options.store);
      const environment = modelEnvironment(model, options.environment);
      const rule = policyRule(model.policy, environment);
      const card = policyCard(model.name, model.policy, environment.spec, rule);
      const limit = options.hills ?? card.hills.length;
      if (options.json) writeLine(stdout, JSON.stringify({ ...card, hills: card.hills.slice(0, limit) }));
      else writeLine(stdout, policyCardText(card, styleFor(stdout), { limit, more: "without --hills" }));
    });
}
