import { formatCount, learnableEnvironment, type Run, sessionOptions } from "@drumlin/run";
import { Command } from "commander";
import { option, TrainingSession } from "drumlin";
import { restoredAgent } from "../models/restored-agent.ts";
import { findRun } from "../store/find-run.ts";
import { storeFlag } from "../store/open-store.ts";
import { currentOwner } from "../store/run-owner.ts";
import type { RunStore } from "../store/run-store.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { conductRun } from "../training/conduct-run.ts";
import { fieldOption } from "./field-option.ts";
import { jsonOption, storeOption } from "./shared-options.ts";
import { withStore } from "./with-store.ts";

interface ResumeOptions {
  readonly steps?: number;
  readonly store: string;
  readonly modelOut?: string;
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
    .addOption(jsonOption())
    .action(async (reference: string, options: ResumeOptions) => {
      await withStore(options.store, async (store) => {
        setStatus(await resume(store, await findRun(store, reference), options, terminal));
      });
    });
}

async function resume(
  store: RunStore,
  found: Run,
  { steps, modelOut, json = false }: ResumeOptions,
  terminal: Terminal,
): Promise<number> {
  const { step } = found.progress;
  if (found.status === "done" && (steps === undefined || steps <= step)) {
    writeLine(
      terminal.stderr,
      `${found.name} is done, at step ${formatCount(step)}; to train it further: npx drumlin resume ${found.name} --steps ${step * 2}${storeFlag(store.url)}`,
    );
    if (json) writeLine(terminal.stdout, JSON.stringify(found.result));
    return 0;
  }
  const owner = currentOwner();
  const run = await store.claimRun(found.id, owner, {
    ...found.configuration,
    ...(steps === undefined ? {} : { steps }),
    // A run that ended because it was solved is to go on past that.
    untilSolved: found.configuration.untilSolved && found.status !== "done",
  });
  const checkpoint = await store.readCheckpoint(run.id);
  const agent = await restoredAgent(checkpoint);
  const session = TrainingSession.resume(
    agent,
    learnableEnvironment(run.configuration.environment, agent.observationSize),
    JSON.parse(checkpoint.training),
    sessionOptions(run.configuration),
  );
  const last = checkpoint.transitions.at(-1);
  const storedCount = last === undefined ? 0 : last.first + last.count;
  return conductRun({ store, run, owner, agent, session, storedCount, json, modelOut }, terminal);
}
