import type { LearningAgent, Measurements, TrainingEvent } from "drumlin";
import type { HealthRecord, MetricPoint } from "./run.ts";

/** The agent's own numbers are taken at the first event after each multiple of so many steps. */
const agentMetricsEvery = 500;

/** Turns what happens while training into metrics and health records, kept until a checkpoint takes them. */
export class MetricRecorder {
  #metrics: MetricPoint[] = [];
  #health: HealthRecord[] = [];
  #measuredAt: number;
  readonly #agent: LearningAgent;

  constructor(agent: LearningAgent, step: number) {
    this.#agent = agent;
    this.#measuredAt = step;
  }

  /** Takes note of an event. */
  record(event: TrainingEvent): void {
    const { step } = event;
    this.#add(step, measurementsOf(event));
    if (event.kind === "health") {
      this.#health.push({ step, signature: event.signature, detail: event.detail });
    }
    if (Math.floor(step / agentMetricsEvery) === Math.floor(this.#measuredAt / agentMetricsEvery)) return;
    this.#measuredAt = step;
    this.#add(step, this.#agent.metrics());
  }

  /** Everything since the last `take`, which may still grow. */
  peek(): { metrics: readonly MetricPoint[]; health: readonly HealthRecord[] } {
    return { metrics: this.#metrics, health: this.#health };
  }

  /** Everything since the last call. */
  take(): { metrics: MetricPoint[]; health: HealthRecord[] } {
    const taken = { metrics: this.#metrics, health: this.#health };
    this.#metrics = [];
    this.#health = [];
    return taken;
  }

  /** A number that is none (a loss before the first update, say) is left out: databases hold no NaN. */
  #add(step: number, measurements: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(measurements)) {
      if (Number.isFinite(value)) this.#metrics.push({ step, name, value });
    }
  }
}

/** What an event measures. */
function measurementsOf(event: TrainingEvent): Measurements {
  if (event.kind === "episode") {
    return { "charts/episodic_return": event.episodicReturn, "charts/episodic_length": event.length };
  }
  if (event.kind !== "evaluation") return {};
  return {
    "charts/evaluation_return": event.meanReturn,
    "charts/evaluation_deviation": event.standardDeviation,
    "charts/evaluation_minimum": event.minimumReturn,
  };
}
