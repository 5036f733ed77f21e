import type { Agent, Evaluation, TrainingEvent, TrainingSession } from "drumlin";
import { measurements } from "./measurements.ts";
import { type PolicyMoment, policyMoment } from "./policy-moment.ts";
import type { HealthRecord, MetricPoint, RunProgress } from "./run.ts";
import { snapshotStepAfter } from "./snapshot-steps.ts";

/** Episodes that "of late" means. */
const recentEpisodes = 20;

/** The agent's own numbers are taken at the first event after each multiple of so many steps. */
const agentMetricsEvery = 500;

/** What a record asks of the agent that learns. */
export type RecordedAgent = Pick<
  Agent,
  "observationSize" | "updateCount" | "policy" | "metrics" | "remembered"
>;

/** What is recorded, and since when. */
export interface RecordedTraining {
  readonly agent: RecordedAgent;
  readonly session: TrainingSession;
  /** What the run had behind it: nothing if absent. */
  readonly before?: Pick<RunProgress, "episodes" | "seconds" | "lastEvaluation">;
  /** Step of the last policy snapshot that there is: none if absent. */
  readonly lastSnapshotStep?: number;
  /** Snapshots with frames of more bytes are taken so much rarer: as often as others if absent. */
  readonly usualSnapshotBytes?: number;
}

/** Follows the events of a run, and knows how it stands. */
export class RunRecord {
  /** Of training so far: whoever trains counts them. */
  seconds: number;
  /** The last since the record began. */
  lastEvaluation: Pick<Evaluation, "meanReturn" | "standardDeviation"> | null = null;
  /** Returns of the last twenty episodes since the record began. */
  readonly recentReturns: number[] = [];
  /** Everything since the record began. */
  readonly health: HealthRecord[] = [];
  readonly #training: RecordedTraining;
  #episodes: number;
  #agentMeasuredAt: number;
  #snapshotDue: number;
  #untaken = nothing();

  constructor(training: RecordedTraining) {
    this.#training = training;
    const { session, before, lastSnapshotStep = -1 } = training;
    this.seconds = before?.seconds ?? 0;
    this.#episodes = before?.episodes ?? 0;
    this.#agentMeasuredAt = session.step;
    this.#snapshotDue = snapshotStepAfter(lastSnapshotStep);
  }

  /** Takes note of an event. */
  follow(event: TrainingEvent): void {
    const { step } = event;
    if (event.kind === "episode") {
      this.#episodes++;
      this.recentReturns.push(event.episodicReturn);
      if (this.recentReturns.length > recentEpisodes) this.recentReturns.shift();
    } else if (event.kind === "evaluation") {
      this.lastEvaluation = event;
    } else if (event.kind === "health") {
      const { signature, detail } = event;
      this.health.push({ step, signature, detail });
      this.#untaken.health.push({ step, signature, detail });
    }
    this.#measured(step, measurements(event));
    const stretch = Math.floor(step / agentMetricsEvery);
    if (stretch !== Math.floor(this.#agentMeasuredAt / agentMetricsEvery)) {
      this.#agentMeasuredAt = step;
      this.#measured(step, this.#training.agent.metrics());
    }
    this.reach(step);
  }

  /** Takes a snapshot when one is due at this step of training, or was at an earlier one. */
  reach(step: number): void {
    if (step < this.#snapshotDue) return;
    const { agent, usualSnapshotBytes = Number.POSITIVE_INFINITY } = this.#training;
    const moment = policyMoment(agent, step);
    this.#untaken.moments.push(moment);
    this.#snapshotDue = snapshotStepAfter(step);
    for (let bytes = moment.frame.byteLength; bytes > usualSnapshotBytes; bytes -= usualSnapshotBytes)
      this.#snapshotDue = snapshotStepAfter(this.#snapshotDue);
  }

  /** How far the run has come. */
  get progress(): RunProgress {
    const { agent, session, before } = this.#training;
    return {
      step: session.step,
      episodes: this.#episodes,
      updates: agent.updateCount,
      seconds: this.seconds,
      solvedAtStep: session.solvedAtStep,
      lastEvaluation: this.lastEvaluation?.meanReturn ?? before?.lastEvaluation ?? null,
      liveComponents: agent.policy.hillCount,
    };
  }

  /** Metrics, health events and policy snapshots since the last `take`. */
  get untaken(): { readonly [Kind in keyof Untaken]: Readonly<Untaken[Kind]> } {
    return this.#untaken;
  }

  /** The same; from now on they are taken. */
  take(): Untaken {
    const taken = this.#untaken;
    this.#untaken = nothing();
    return taken;
  }

  /** A number that is none (a loss before the first update, say) is left out: databases hold no NaN. */
  #measured(step: number, values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values))
      if (Number.isFinite(value)) this.#untaken.metrics.push({ step, name, value });
  }
}

type Untaken = ReturnType<typeof nothing>;

function nothing() {
  return { metrics: [] as MetricPoint[], health: [] as HealthRecord[], moments: [] as PolicyMoment[] };
}
