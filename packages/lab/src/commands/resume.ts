import {
  formatCount,
  learnableEnvironment,
  type Run,
  type RunConfiguration,
  sessionOptions,
  UsageError,
} from "@drumlin/run";
import { Command } from "commander";
import { option, TrainingSession } from "drumlin";
import { checkAgentOutput } from "../check-agent-output.ts";
import { checkOutput } from "../check-output.ts";
import { restoredAgent } from "../models/restored-agent.ts";
import { findRun } from "../store/find-run.ts";
import { storeFlag } from "../store/open-store.ts";
import { currentOwner } from "../store/run-owner.ts";
import type { RunStore } from "../store/run-store.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { conductRun } from "../training/conduct-run.ts";
import type { ConductedRun } from "../training/conducted-run.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { fieldOption } from "./field-option.ts";
import { forceOption, jsonOption, storeOption } from "./shared-options.ts";
import { withStore } from "./with-store.ts";

interface ResumeOptions {
  readonly steps?: number;
  readonly store: string;
  readonly modelOut?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `drumlin resume RUN` */
export function resumeCommand(terminal: Terminal, setStatus: (status: number) => void): Command {
  return new Command("resume")
    .argument("<run>", "name or id of a run, or the beginning of either")
    .description("Go on from a run's last checkpoint, bit for bit as if it had never stopped.")
    .addOption(
      fieldOption(
        "steps",
        option.count(undefined, "new goal, counted from the run's beginning (default: the run's own)"),
      ),
    )
    .addOption(storeOption())
    .option("--model-out <file>", "also write the whole agent to a file, for loadAgent")
    .addOption(forceOption())
    .addOption(jsonOption())
    .action(async (reference: string, options: ResumeOptions) => {
      const use = async (store: RunStore) =>
        setStatus(await resume(store, await findRun(store, reference), options, terminal));
      await withStore(options.store, use, { writes: true });
    });
}

async function resume(
  store: RunStore,
  found: Run,
  { steps, modelOut, force = false, json = false }: ResumeOptions,
  terminal: Terminal,
): Promise<number> {
  const { step } = found.progress;
  if (steps !== undefined && steps <= step)
    throw new UsageError(
      `--steps ${steps} is counted from the run's beginning, and ${found.name} is at step ${formatCount(step)} already; give more than that, or leave it out`,
    );
  if (modelOut !== undefined) checkOutput({ option: "--model-out", path: modelOut, store: store.url });
  if (found.status === "done" && steps === undefined) {
    await tellDone(store, found, modelOut, terminal);
    if (json) writeLine(terminal.stdout, JSON.stringify(found.result));
    return 0;
  }
  const owner = currentOwner();
  const configuration = {
    ...found.configuration,
    ...(steps === undefined ? {} : { steps }),
    // A run that ended because it was solved is to go on past that.
    untilSolved: found.configuration.untilSolved && found.status !== "done",
  };
  // Claimed last: a run that cannot be gone on with stays as it is.
  const opened = await openRun(store, found, configuration);
  if (modelOut !== undefined)
    await checkAgentOutput({ option: "--model-out", path: modelOut }, opened.agent.options);
  const run = await store.claimRun(found.id, owner, configuration, { step, force });
  return conductRun({ store, run, owner, ...opened, json, modelOut }, terminal);
}

/** A run that is done is not trained; its agent is written where that was asked for. */
async function tellDone(
  store: RunStore,
  { id, name, progress: { step } }: Run,
  modelOut: string | undefined,
  { stderr }: Terminal,
): Promise<void> {
  const done = [`${name} is done, at step ${formatCount(step)}`];
  if (modelOut !== undefined) {
    const agent = await restoredAgent(await store.readCheckpoint(id));
    await checkAgentOutput({ option: "--model-out", path: modelOut }, agent.options);
    writeFileAtomically(modelOut, agent.save());
    done.push(`nothing was trained, and its agent is in ${modelOut}`);
  }
  done.push(`to train it further: npx drumlin resume ${name} --steps ${step * 2}${storeFlag(store.url)}`);
  writeLine(stderr, done.join("; "));
}

/** Agent and session as the run's last checkpoint has them; nothing in the store is changed. */
async function openRun(
  store: RunStore,
  { id, name }: Run,
  configuration: RunConfiguration,
): Promise<Pick<ConductedRun, "agent" | "session" | "storedCount">> {
  const environment = learnableEnvironment(configuration.environment, configuration.agent.observationSize);
  try {
    const checkpoint = await store.readCheckpoint(id);
    const agent = await restoredAgent(checkpoint);
    const training = JSON.parse(checkpoint.training);
    const session = TrainingSession.resume(agent, environment, training, sessionOptions(configuration));
    const last = checkpoint.transitions.at(-1);
    return { agent, session, storedCount: last === undefined ? 0 : last.first + last.count };
  } catch (error) {
    throw new Error(`the last checkpoint of ${name} cannot be gone on with: ${(error as Error).message}`);
  }
}
