import {
  evaluationSeed,
  jsonPolicy,
  learnableEnvironment,
  type RunConfiguration,
  RunRecord,
  type RunResult,
  runResult,
  sessionOptions,
} from "@drumlin/run";
import { type Agent, type AgentAdjustments, TrainingSession } from "drumlin";
import { DrivenAgent } from "./driven-agent.ts";
import { WatchedEnvironment } from "./watched-environment.ts";

/** What a snapshot may weigh, in bytes; heavier ones are taken so much rarer. */
const usualSnapshotBytes = 200_000;

/** Evaluations and checkpoints of `drumlin train`, as long as nobody says otherwise. */
const usualPlan = {
  checkpointEvery: 1000,
  evaluation: { every: 1000, episodes: 20, seed: evaluationSeed },
} as const;

/** What is chosen of a run beside its agent. */
export type ChosenRun = Pick<RunConfiguration, "environment" | "seed" | "steps" | "untilSolved">;

/** A run as `drumlin train` conducts it, with the same bits, a step at a time. */
export class TrainedRun {
  readonly id = crypto.randomUUID();
  readonly name: string;
  readonly createdAt = new Date().toISOString();
  readonly agent: DrivenAgent;
  readonly environment: WatchedEnvironment;
  readonly session: TrainingSession;
  readonly record: RunRecord;
  configuration: RunConfiguration;
  result: RunResult | null = null;

  constructor(agent: Agent, chosen: ChosenRun) {
    const { backendName: backend, options } = agent;
    this.name = `${chosen.environment.toLowerCase()}-seed-${chosen.seed}`;
    this.configuration = { ...chosen, ...usualPlan, backend, agent: options };
    this.agent = new DrivenAgent(agent);
    this.environment = new WatchedEnvironment(learnableEnvironment(chosen.environment));
    this.session = this.#newSession();
    const { session } = this;
    this.record = new RunRecord({ agent: this.agent, session, usualSnapshotBytes });
    this.record.reach(this.session.step);
  }

  get hasReachedItsGoal(): boolean {
    const { session, configuration } = this;
    return session.step >= configuration.steps || (configuration.untilSolved && session.solvedAndStable);
  }

  /** Makes one step, by this action or, where it is null, by the agent's. */
  step(action: number | null): void {
    const { agent, session, record } = this;
    agent.override = action;
    for (const event of session.run(session.step + 1)) record.follow(event);
    record.reach(session.step);
  }

  /** Says what has come of it. */
  finish(): void {
    const { agent, record } = this;
    this.result = runResult(this, record.progress, agent.policy, record.health);
  }

  /** Sets a goal as many steps farther, whether the task is solved or not. */
  extend(): void {
    const { steps } = this.configuration;
    const goal = this.session.step < steps ? steps : 2 * steps;
    this.configuration = { ...this.configuration, steps: goal, untilSolved: false };
    this.result = null;
  }

  /** Goes on with other options. Throws RangeError, and stays as it is, when one cannot be changed. */
  adjust(changes: AgentAdjustments): void {
    this.agent.agent = this.agent.agent.adjusted(changes);
    this.configuration = { ...this.configuration, agent: this.agent.agent.options };
  }

  /** What was learned, as a file: the whole agent, or its policy. */
  file(format: "model" | "policy"): { name: string; content: Uint8Array | string } {
    const { name, agent, configuration } = this;
    if (format === "model") return { name: `${name}.drumlin`, content: agent.agent.save() };
    const content = jsonPolicy.write({ policy: agent.policy, environment: configuration.environment });
    return { name: `${name}.json`, content };
  }

  /** A loaded agent has its steps behind it; its episodes begin anew. */
  #newSession(): TrainingSession {
    const { agent, environment } = this;
    const options = sessionOptions(this.configuration);
    const fresh = new TrainingSession(agent, environment, options);
    const { stepCount: step } = agent;
    if (step === 0) return fresh;
    const state = { ...fresh.state(), step, evaluatedAtStep: step };
    return TrainingSession.resume(agent, environment, state, options);
  }
}
