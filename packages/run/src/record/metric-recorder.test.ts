import type { LearningAgent, TrainingEvent } from "drumlin";
import { metricOf } from "drumlin";
import { expect, test } from "vitest";
import { MetricRecorder } from "./metric-recorder.ts";

const agent = {
  metrics: () => ({ "losses/loss": Number.NaN, "policy/epsilon": 0.5 }),
} as unknown as LearningAgent;
const events: TrainingEvent[] = [
  { kind: "episode", step: 100, episode: 1, episodicReturn: 12, length: 100 },
  {
    kind: "evaluation",
    step: 200,
    episodes: 2,
    meanReturn: 3,
    standardDeviation: 1,
    minimumReturn: 2,
    maximumReturn: 4,
  },
  { kind: "health", step: 300, signature: "covariance-collapse", detail: "too narrow" },
  { kind: "progress", step: 512 },
];

test("what a training measures stands in the table of metrics; numbers that are none are left out", () => {
  const recorder = new MetricRecorder(agent, 0);
  for (const event of events) recorder.record(event);
  const { metrics, health } = recorder.take();
  expect(metrics).toEqual([
    { step: 100, name: "charts/episodic_return", value: 12 },
    { step: 100, name: "charts/episodic_length", value: 100 },
    { step: 200, name: "charts/evaluation_return", value: 3 },
    { step: 200, name: "charts/evaluation_deviation", value: 1 },
    { step: 200, name: "charts/evaluation_minimum", value: 2 },
    { step: 512, name: "policy/epsilon", value: 0.5 },
  ]);
  for (const { name } of metrics) expect(metricOf(name).meaning, name).not.toBe("");
  expect(health).toEqual([{ step: 300, signature: "covariance-collapse", detail: "too narrow" }]);
});
