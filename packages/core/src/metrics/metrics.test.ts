import { describe, expect, it, test } from "vitest";
import { metricOf, metrics } from "./metrics.ts";

const storedNames = metrics.flatMap(({ name, alsoStoredAs = [] }) => [name, ...alsoStoredAs]);

test("a stored name, once given, belongs to one metric, and so does a title", () => {
  expect(new Set(storedNames).size).toBe(storedNames.length);
  expect(new Set(metrics.map(({ title }) => title)).size).toBe(metrics.length);
});

test("names are a group, a slash and words joined by underscores", () => {
  for (const name of storedNames) {
    expect(name).toMatch(/^(charts|losses|optimizer|model|policy)\/[a-z]+(_[a-z]+)*$/);
  }
});

test("what a metric means is one sentence", () => {
  for (const { name, meaning } of metrics) expect(meaning, name).toMatch(/^[A-Z][^.]+\.$/);
});

test("the names that stores hold are fixed", () => {
  expect([...storedNames].sort()).toEqual([
    "charts/episodic_length",
    "charts/episodic_return",
    "charts/epsilon",
    "charts/evaluation_deviation",
    "charts/evaluation_minimum",
    "charts/evaluation_return",
    "charts/updates",
    "losses/bellman_residual",
    "losses/gradient_norm",
    "losses/loss",
    "losses/policy",
    "losses/td",
    "losses/td_error",
    "losses/value",
    "losses/value_distance",
    "model/live_components",
    "model/nonzero_parameters",
    "model/nonzero_weights",
    "model/norm",
    "model/parameters",
    "optimizer/gradient_norm",
    "policy/decision_loss",
    "policy/epsilon",
    "policy/flipped_share",
    "policy/optimal_share",
  ]);
});

describe("the metric of a name", () => {
  it("is found by every name that it was ever stored under", () => {
    for (const metric of metrics) {
      for (const name of [metric.name, ...(metric.alsoStoredAs ?? [])]) expect(metricOf(name)).toBe(metric);
    }
    expect(metricOf("losses/gradient_norm").name).toBe("optimizer/gradient_norm");
  });

  it("that the table does not know is called by that name", () => {
    expect(metricOf("losses/surprise")).toEqual({
      name: "losses/surprise",
      title: "losses/surprise",
      meaning: "",
    });
  });
});
