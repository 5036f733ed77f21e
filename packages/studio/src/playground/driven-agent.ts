import type { RecordedAgent } from "@drumlin/run";
import type { Agent, LearningAgent, Transition } from "drumlin";

/**
 * An agent whose actions the visitor may take over; it learns from those as from its own. The agent inside can be exchanged
 * while a session runs.
 */
export class DrivenAgent implements LearningAgent, RecordedAgent {
  agent: Agent;
  /** What is done next, instead of what the agent would; null: what the agent would. */
  override: number | null = null;

  constructor(agent: Agent) {
    this.agent = agent;
  }

  get observationSize(): number {
    return this.agent.observationSize;
  }

  get actionCount(): number {
    return this.agent.actionCount;
  }

  get stepCount(): number {
    return this.agent.stepCount;
  }

  get updateCount(): number {
    return this.agent.updateCount;
  }

  get policy(): Agent["policy"] {
    return this.agent.policy;
  }

  get health(): Agent["health"] {
    return this.agent.health;
  }

  act(observation: ArrayLike<number>): number {
    return this.override ?? this.agent.act(observation);
  }

  observe(transition: Transition): void {
    this.agent.observe(transition);
  }

  remembered(count: number): Float64Array[] {
    return this.agent.remembered(count);
  }

  metrics(): ReturnType<Agent["metrics"]> {
    return this.agent.metrics();
  }
}
