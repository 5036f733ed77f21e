import {
  formatCount,
  jsonPolicy,
  learnableEnvironment,
  policyCard,
  policyCardText,
  policyRule,
  type RunProgress,
  runResult,
  Speedometer,
} from "@drumlin/run";
import { LiveProgress } from "../progress/live-progress.ts";
import { QuietProgress } from "../progress/quiet-progress.ts";
import { type ProgressView, trainingStatus } from "../progress/training-status.ts";
import { storeFlag } from "../store/open-store.ts";
import { Interrupt, interruptedStatus } from "../terminal/interrupt.ts";
import { styleFor, type Terminal, writeLine } from "../terminal/terminal.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { brokenOff } from "./broken-off.ts";
import type { ConductedRun } from "./conducted-run.ts";
import { runSummary } from "./run-summary.ts";
import { Trainer } from "./trainer.ts";

/** Hills in the card at the end of a training; `explain` shows all. */
const hillsInSummary = 5;

/** Trains a run in front of the user's eyes, to its end or to Ctrl-C, and gives the exit status. */
export async function conductRun(conducted: ConductedRun, terminal: Terminal): Promise<number> {
  const { store, run, owner, session } = conducted;
  const { stderr } = terminal;
  const { solvedReturn } = learnableEnvironment(run.configuration.environment).spec;
  const view: ProgressView = stderr.isTTY === true ? new LiveProgress(stderr) : new QuietProgress(stderr);
  const trainer = new Trainer({ ...conducted, lastSnapshotStep: await store.lastSnapshotStep(run.id) });
  const { record } = trainer;
  const interrupt = new Interrupt(() => view.note("Stopping; Ctrl-C again quits at once."));
  try {
    const speedometer = new Speedometer();
    speedometer.add(record.progress);
    const status = () => trainingStatus(conducted, record, speedometer.speed, solvedReturn);
    const ending = await trainer.train({
      onEvent: (event) => {
        speedometer.add(record.progress);
        if (event.kind === "evaluation") view.evaluated(status);
        else view.update(status);
      },
      interrupted: () => interrupt.requested,
    });
    view.end(status);
    if (process.env.DRUMLIN_DEBUG === "1")
      writeLine(stderr, `writing took ${(trainer.writingShare * 100).toFixed(2)} % of the time`);
    if (ending === "interrupted") {
      await store.releaseRun(run.id, owner, "interrupted");
      const done = `step ${formatCount(session.step)} of ${formatCount(run.configuration.steps)}`;
      writeLine(
        stderr,
        `Stopped at ${done}; go on with: npx drumlin resume ${run.name}${storeFlag(store.url)}`,
      );
      return interruptedStatus;
    }
    await finish(conducted, record.progress, terminal);
    return 0;
  } catch (error) {
    const { checkpointStep } = trainer;
    throw await brokenOff(conducted, { checkpointStep, health: record.untaken.health }, error);
  } finally {
    interrupt.release();
  }
}

async function finish(conducted: ConductedRun, progress: RunProgress, { stdout }: Terminal): Promise<void> {
  const { store, run, owner, agent, session, json, modelOut } = conducted;
  const { environment: id } = run.configuration;
  const environment = learnableEnvironment(id, agent.observationSize);
  const result = runResult(run, progress, agent.policy, await store.readHealth(run.id));
  const policy = String(jsonPolicy.write({ policy: agent.policy, environment: id }));
  await store.finishRun(run.id, owner, { policy, result });
  if (modelOut !== undefined) writeAgent(modelOut, conducted);
  if (json) {
    writeLine(stdout, JSON.stringify(result));
    return;
  }
  writeLine(stdout, runSummary(result, session.solvedAndStable, run.configuration.steps));
  writeLine(stdout, `kept in ${store.url}`);
  const more = `npx drumlin explain ${run.name}${storeFlag(store.url)}`;
  const card = policyCard(run.name, agent.policy, environment.spec, policyRule(agent.policy, environment));
  writeLine(stdout, `\n${policyCardText(card, styleFor(stdout), { limit: hillsInSummary, more })}`);
}

/** The run is done by now, whatever becomes of the file. */
function writeAgent(path: string, { agent, run, store }: ConductedRun): void {
  try {
    writeFileAtomically(path, agent.save());
  } catch (error) {
    throw new Error(
      `${(error as Error).message}; ${run.name} is done and kept: npx drumlin export ${run.name} --format agent --output FILE${storeFlag(store.url)}`,
    );
  }
}
