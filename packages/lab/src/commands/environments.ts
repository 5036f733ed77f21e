import { formatTable, learnableEnvironment } from "@drumlin/run";
import { Command } from "commander";
import { agentSizes, registeredEnvironments } from "drumlin";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { jsonOption } from "./shared-options.ts";

/** `drumlin environments` */
export function environmentsCommand({ stdout }: Terminal): Command {
  return new Command("environments")
    .description("What there is to train on.")
    .addOption(jsonOption())
    .action(({ json }: { json?: true }) => {
      const environments = registeredEnvironments().map(({ id }) => describe(id));
      if (json) {
        writeLine(stdout, JSON.stringify(environments));
        return;
      }
      const columns = [
        { header: "environment" },
        { header: "observations", align: "right" },
        { header: "actions", align: "right" },
        { header: "steps/episode", align: "right" },
        { header: "solved from", align: "right" },
      ] as const;
      const rows = environments.map((environment) => [
        environment.id,
        environment.stateCount === undefined
          ? String(environment.observationSize)
          : `${environment.stateCount} states`,
        String(environment.actionCount),
        environment.maxEpisodeSteps === null ? "no limit" : String(environment.maxEpisodeSteps),
        environment.solvedReturn === null ? "–" : String(environment.solvedReturn),
      ]);
      writeLine(stdout, formatTable(columns, rows));
    });
}

/** An environment as an agent sees it: torques in steps, of a grid the number of states. */
function describe(id: string) {
  const environment = learnableEnvironment(id);
  const { spec } = environment;
  return {
    id,
    description: spec.description,
    ...agentSizes(environment),
    maxEpisodeSteps: spec.maxEpisodeSteps,
    rewardThreshold: spec.rewardThreshold,
    solvedReturn: spec.solvedReturn,
    observationNames: spec.observationNames,
    actionNames: spec.actionNames,
  };
}
