import { finalEvaluation, formatReturn } from "@drumlin/run";
import { Command } from "commander";
import { agentOptions, evaluate, option } from "drumlin";
import { modelEnvironment, openModel } from "../models/open-model.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { fieldOption } from "./field-option.ts";
import { environmentOption, jsonOption, storeOption } from "./shared-options.ts";

interface EvaluateOptions {
  readonly episodes: number;
  readonly seed: number;
  readonly environment?: string;
  readonly store: string;
  readonly json?: true;
}

/** `drumlin evaluate RUN|FILE` */
export function evaluateCommand({ stdout }: Terminal): Command {
  return new Command("evaluate")
    .argument("<run|file>", "a run, a policy exported as JSON, or an agent file")
    .description("Play greedy episodes and give their returns.")
    .addOption(fieldOption("episodes", option.count(finalEvaluation.episodes, "how many")))
    .addOption(
      fieldOption("seed", {
        ...agentOptions.seed,
        // Its episodes' seeds are this one and those after it.
        maximum: 2 ** 32 - 1,
        default: finalEvaluation.seed,
        description: "seed of the episodes",
      }),
    )
    .addOption(environmentOption())
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (reference: string, options: EvaluateOptions) => {
      const { episodes, seed } = options;
      const model = await openModel(reference, options.store);
      const environment = modelEnvironment(model, options.environment);
      const { meanReturn, standardDeviation, minimumReturn, maximumReturn } = evaluate(
        model.policy,
        environment,
        { episodes, seed },
      );
      const { id } = environment.spec;
      const returns = { meanReturn, standardDeviation, minimumReturn, maximumReturn };
      if (options.json)
        writeLine(stdout, JSON.stringify({ model: model.name, environment: id, episodes, seed, ...returns }));
      else
        writeLine(
          stdout,
          `${model.name} on ${id}, ${episodes} greedy episodes from seed ${seed}: mean return ${formatReturn(meanReturn)}, standard deviation ${formatReturn(standardDeviation)}, lowest ${formatReturn(minimumReturn)}, highest ${formatReturn(maximumReturn)}`,
        );
    });
}
