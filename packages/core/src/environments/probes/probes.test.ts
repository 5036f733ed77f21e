import { describe, expect, test } from "vitest";
import type { Probe } from "./probe.ts";
import { createProbes } from "./probes.ts";

/** Tabular Q-learning that takes truncation as it is meant: the value of what comes next still counts. */
function learnedValues(probe: Probe, discount: number): Map<string, number[]> {
  const table = new Map<string, number[]>();
  const row = (observation: ArrayLike<number>) => {
    const key = Array.from(observation).join();
    const values = table.get(key) ?? [0, 0];
    table.set(key, values);
    return values;
  };
  let { observation } = probe.reset({ seed: 0 });
  for (let step = 0; step < 4000; step++) {
    const action = step % 3 === 0 ? 0 : 1;
    const result = probe.step(action);
    const beyond = result.terminated ? 0 : discount * Math.max(...row(result.observation));
    const values = row(observation);
    values[action] += 0.5 * (result.reward + beyond - values[action]);
    observation = result.terminated || result.truncated ? probe.reset().observation : result.observation;
  }
  return table;
}

describe.each(createProbes())("$spec.id", (probe) => {
  test.each([0, 0.5, 0.9])("has the optimal values it claims, γ = %s", (discount) => {
    const learned = learnedValues(probe, discount);
    for (const { observation, qValues } of probe.optimalValues(discount)) {
      const found = learned.get(observation.join()) ?? [];
      for (const [action, value] of qValues.entries()) expect(found[action]).toBeCloseTo(value, 6);
    }
  });
});
