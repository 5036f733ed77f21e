import type { Agent, LearningAgent } from "drumlin";
import { overturnedShare } from "../../packages/core/src/agents/health.ts";

/** What the monitor's thresholds are about, at its worst in one run. */
export interface Extremes {
  /** Gradient norm over the median of the last 101, every tenth update. */
  gradientRatio: number;
  /** Share of 128 remembered states whose greedy action changed in a thousand updates; absent until exploration has long ended. */
  flipped?: number;
  /** Share of them whose earlier action became clearly worse. */
  overturned?: number;
}

/** An agent like `agent` that writes down the extremes while it learns. Measures with the monitor's intervals. */
export function measuredAgent(agent: Agent, extremes: Extremes): LearningAgent {
  const norms: number[] = [];
  let probes: Float64Array[] = [];
  let earlier = new Int32Array();

  function watchGradient(): void {
    norms.push(agent.metrics()["optimizer/gradient_norm"]);
    const recent = norms.slice(-101).sort((x, y) => x - y);
    const ratio = norms[norms.length - 1] / recent[(recent.length - 1) >> 1];
    // An emptied model's gradients are 0.
    if (ratio > extremes.gradientRatio) extremes.gradientRatio = ratio;
  }

  function watchPolicy(): void {
    const isFirst = probes.length === 0;
    if (isFirst) probes = agent.remembered(128);
    const values = Float64Array.from(probes.flatMap((probe) => [...agent.qValues(probe)]));
    const actions = Int32Array.from(probes, (probe) => agent.policy.act(probe));
    if (!isFirst && agent.stepCount > 2 * agent.options.explorationSteps) {
      const flipped = actions.filter((action, i) => action !== earlier[i]).length / probes.length;
      extremes.flipped = Math.max(extremes.flipped ?? 0, flipped);
      extremes.overturned = Math.max(extremes.overturned ?? 0, overturnedShare(values, earlier));
    }
    earlier = actions;
  }

  return {
    observationSize: agent.observationSize,
    actionCount: agent.actionCount,
    policy: agent.policy,
    get stepCount() {
      return agent.stepCount;
    },
    get updateCount() {
      return agent.updateCount;
    },
    get health() {
      return agent.health;
    },
    act: (observation, options) => agent.act(observation, options),
    metrics: () => agent.metrics(),
    observe(transition) {
      agent.observe(transition);
      if (agent.updateCount === 0) return;
      if (agent.updateCount % 10 === 0) watchGradient();
      if (agent.updateCount % 1000 === 0) watchPolicy();
    },
  };
}
