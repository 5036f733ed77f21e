import {
  evaluationSeed,
  learnableEnvironment,
  type RunConfiguration,
  scheduledOver,
  sessionOptions,
  UsageError,
} from "@drumlin/run";
import { Command } from "commander";
import {
  type Agent,
  type AgentOptions,
  agentOptions,
  agentSizes,
  type BackendName,
  backendNames,
  createAgent,
  type OptionField,
  type OptionValues,
  option,
  TrainingSession,
} from "drumlin";
import { checkAgentOutput } from "../check-agent-output.ts";
import { checkOutput } from "../check-output.ts";
import { openStore } from "../store/open-store.ts";
import { checkRunName } from "../store/run-name.ts";
import { currentOwner } from "../store/run-owner.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { conductRun } from "../training/conduct-run.ts";
import { firstCheckpoint } from "../training/first-checkpoint.ts";
import { agentFlags, givenAgentOptions } from "./agent-options.ts";
import { fieldOption } from "./field-option.ts";
import { jsonOption, storeOption } from "./shared-options.ts";

const runFields = {
  /** The results in docs/ were made with so many. */
  steps: option.count(60_000, "environment steps"),
  seed: agentOptions.seed,
  preset: agentOptions.preset,
  checkpointEvery: option.count(1000, "steps between checkpoints"),
  evaluationEvery: option.count(1000, "steps between evaluations"),
  evaluationEpisodes: option.count(20, "greedy episodes of one evaluation"),
};
const backendField = option.choice(backendNames, undefined, "what computes (default: the fastest here)");

interface TrainOptions extends OptionValues<typeof runFields> {
  readonly untilSolved?: true;
  readonly backend?: BackendName;
  readonly name?: string;
  readonly store: string;
  readonly modelOut?: string;
  readonly json?: true;
}

/** `drumlin train ENV` */
export function trainCommand(terminal: Terminal, setStatus: (status: number) => void): Command {
  const command = new Command("train")
    .argument("<env>", "environment to train on; drumlin environments lists them")
    .description("Train an agent, in front of your eyes; Ctrl-C keeps what was learned, to be resumed.")
    .option("--until-solved", "stop when solved and stable: five passing evaluations in a row")
    .addOption(fieldOption("backend", backendField))
    .option("--name <name>", "name of the run (default: the environment's and a number)")
    .addOption(storeOption())
    .option("--model-out <file>", "also write the whole agent to a file, for loadAgent")
    .addOption(jsonOption());
  for (const [name, field] of Object.entries<OptionField>(runFields))
    command.addOption(fieldOption(name, field));
  command.optionsGroup("Options of the agent:");
  for (const flag of agentFlags()) command.addOption(flag);
  return command.action(async (environment: string, options: TrainOptions) => {
    setStatus(await train(environment, options, terminal));
  });
}

async function train(environmentId: string, options: TrainOptions, terminal: Terminal): Promise<number> {
  const environment = learnableEnvironment(environmentId);
  const { name, json = false, modelOut } = options;
  if (name !== undefined) checkRunName(name);
  if (modelOut !== undefined) checkOutput({ option: "--model-out", path: modelOut, store: options.store });
  const agentOptionsGiven = scheduledOver(options.steps, {
    ...agentSizes(environment),
    preset: options.preset,
    seed: options.seed,
    ...givenAgentOptions({ ...options }),
  });
  const agent = await agentOn(options.backend, agentOptionsGiven);
  if (modelOut !== undefined)
    await checkAgentOutput({ option: "--model-out", path: modelOut }, agent.options);
  const configuration: RunConfiguration = {
    environment: environmentId,
    seed: options.seed,
    steps: options.steps,
    untilSolved: options.untilSolved ?? false,
    backend: agent.backendName,
    checkpointEvery: options.checkpointEvery,
    evaluation: {
      every: options.evaluationEvery,
      episodes: options.evaluationEpisodes,
      seed: evaluationSeed,
    },
    agent: agent.options,
  };
  const session = new TrainingSession(agent, environment, sessionOptions(configuration));
  const store = await openStore(options.store);
  try {
    const owner = currentOwner();
    const run = await store.createRun({
      ...(name === undefined ? {} : { name }),
      configuration,
      owner,
      checkpoint: firstCheckpoint(agent, session),
    });
    return await conductRun({ store, run, owner, agent, session, storedCount: 0, json, modelOut }, terminal);
  } finally {
    await store.close();
  }
}

/** An agent on the named backend, or the fastest; options that do not go together, or a backend that this machine lacks, are wrong usage. */
async function agentOn(backend: BackendName | undefined, options: AgentOptions): Promise<Agent> {
  try {
    return await createAgent(options, backend);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
