import { learnableEnvironment, scheduledOver } from "@drumlin/run";
import { type Agent, agentSizes, createAgent, loadAgent, registeredEnvironments } from "drumlin";
import type { PlaygroundConfiguration } from "./configuration.ts";
import { TrainedRun } from "./trained-run.ts";

/** A run of an agent that has learned nothing. */
export async function newRun(configuration: PlaygroundConfiguration): Promise<TrainedRun> {
  const { agent: given, environment, seed, steps, untilSolved, preset } = configuration;
  const sizes = agentSizes(learnableEnvironment(environment));
  const agent = await createAgent(scheduledOver(steps, { ...sizes, preset, seed, ...given }));
  return new TrainedRun(agent, { environment, seed, steps, untilSolved });
}

/** A run that goes on with a saved agent, with its seed, preset and options. */
export async function loadedRun(
  bytes: Uint8Array,
  { environment, steps, untilSolved }: PlaygroundConfiguration,
): Promise<TrainedRun> {
  const agent = await loadAgent(bytes);
  const { stepCount } = agent;
  return new TrainedRun(agent, {
    environment: fittingEnvironment(agent, environment),
    seed: agent.options.seed,
    steps: stepCount < steps ? steps : stepCount + steps,
    untilSolved,
  });
}

/** The environment asked for, or the first one here that an agent fits. Throws RangeError when there is none. */
function fittingEnvironment({ options }: Agent, id: string): string {
  const { observationSize, actionCount, stateCount } = options;
  const fits = (candidate: string) => {
    const sizes = agentSizes(learnableEnvironment(candidate));
    return (
      sizes.observationSize === observationSize &&
      sizes.actionCount === actionCount &&
      sizes.stateCount === stateCount
    );
  };
  const fitting = [id, ...registeredEnvironments().map((spec) => spec.id)].find(fits);
  if (fitting !== undefined) return fitting;
  throw new RangeError(
    `this model sees ${observationSize} numbers and chooses among ${actionCount} actions; no environment here has both`,
  );
}
