import type { Run, RunOwner } from "@drumlin/run";
import {
  evaluationEnvironment,
  finalEvaluation,
  formatCount,
  jsonPolicy,
  policyCard,
  policyCardText,
  policyRule,
  runResult,
} from "@drumlin/run";
import { type Agent, evaluate, type TrainingSession } from "drumlin";
import { LiveProgress } from "../progress/live-progress.ts";
import { QuietProgress } from "../progress/quiet-progress.ts";
import { StatusTracker } from "../progress/status-tracker.ts";
import type { ProgressView } from "../progress/training-status.ts";
import { storeFlag } from "../store/open-store.ts";
import type { RunStore } from "../store/run-store.ts";
import { styleFor, type Terminal, writeLine } from "../terminal/terminal.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { Interrupt, interruptedStatus } from "./interrupt.ts";
import { runSummary } from "./run-summary.ts";
import { Trainer } from "./trainer.ts";

/** Hills in the card at the end of a training; `explain` shows all. */
const hillsInSummary = 5;

/** A run ready to be trained by this process. */
export interface ConductedRun {
  readonly store: RunStore;
  readonly run: Run;
  readonly owner: RunOwner;
  readonly agent: Agent;
  readonly session: TrainingSession;
  readonly storedCount: number;
  readonly json: boolean;
  /** Where the whole agent goes in the end, for `loadAgent`. */
  readonly modelOut: string | undefined;
}

/** Trains a run in front of the user's eyes, to its end or to Ctrl-C, and gives the exit status. */
export async function conductRun(conducted: ConductedRun, terminal: Terminal): Promise<number> {
  const { store, run, owner, agent, session } = conducted;
  const { stderr } = terminal;
  const { solvedReturn } = evaluationEnvironment(run.configuration.environment).spec;
  const tracker = new StatusTracker(run, agent, session, solvedReturn);
  const view: ProgressView = stderr.isTTY === true ? new LiveProgress(stderr) : new QuietProgress(stderr);
  const interrupt = new Interrupt(() => view.note("Stopping; Ctrl-C again quits at once."));
  try {
    const lastSnapshotStep = await store.lastSnapshotStep(run.id);
    const trainer = new Trainer({ ...conducted, lastSnapshotStep });
    const ending = await trainer.train({
      onEvent: (event) => {
        tracker.follow(event);
        if (event.kind === "evaluation") view.evaluated(tracker.status);
        else view.update(tracker.status);
      },
      interrupted: () => interrupt.requested,
    });
    view.end(tracker.status);
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
    await finish(conducted, trainer.seconds, terminal);
    return 0;
  } catch (error) {
    await store.releaseRun(run.id, owner, "failed").catch(() => {});
    throw error;
  } finally {
    interrupt.release();
  }
}

async function finish(conducted: ConductedRun, seconds: number, { stdout }: Terminal): Promise<void> {
  const { store, run, owner, agent, session, json, modelOut } = conducted;
  const { environment: id } = run.configuration;
  const environment = evaluationEnvironment(id);
  const evaluation = evaluate(agent.policy, environment, finalEvaluation);
  const health = await store.readHealth(run.id);
  const result = runResult(run, agent, session, evaluation, seconds, health);
  const policy = String(jsonPolicy.write({ policy: agent.policy, environment: id }));
  await store.finishRun(run.id, owner, { policy, result });
  if (modelOut !== undefined) writeFileAtomically(modelOut, agent.save());
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
