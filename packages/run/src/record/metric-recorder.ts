import type { LearningAgent, TrainingEvent } from "drumlin";
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
    if (event.kind === "episode") {
      this.#add(step, "charts/episodic_return", event.episodicReturn);
      this.#add(step, "charts/episodic_length", event.length);
    } else if (event.kind === "evaluation") {
      this.#add(step, "charts/evaluation_return", event.meanReturn);
      this.#add(step, "charts/evaluation_deviation", event.standardDeviation);
      this.#add(step, "charts/evaluation_minimum", event.minimumReturn);
    } else if (event.kind === "health") {
      this.#health.push({ step, signature: event.signature, detail: event.detail });
    }
    if (Math.floor(step / agentMetricsEvery) === Math.floor(this.#measuredAt / agentMetricsEvery)) return;
    this.#measuredAt = step;
    for (const [name, value] of Object.entries(this.#agent.metrics())) this.#add(step, name, value);
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
  #add(step: number, name: string, value: number): void {
    if (Number.isFinite(value)) this.#metrics.push({ step, name, value });
  }
}
