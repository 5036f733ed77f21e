import { GaussianPolicy } from "drumlin";
import { expect, it } from "vitest";
import { gridIndex, hillsInPlane, planeField } from "./plane-field.ts";

const policy = GaussianPolicy.fromJSON({
  format: "drumlin-policy",
  version: 1,
  observationSize: 3,
  actionCount: 3,
  center: [1, 2, 3],
  scale: [1, 2, 3],
  rewardScale: 2,
  hills: [
    { id: 4, mean: [-1, 0, 0], precision: [1, 0.2, 0, 1, 0.1, 1], weights: [1, 0.2, -0.3] },
    { id: 7, mean: [1, 0, 0], precision: [1, 0, 0, 1, 0, 1], weights: [-2, 1, 0.5] },
    { id: 9, mean: [0, 1, 1], precision: [0.5, 0, 0.1, 1, 0, 1], weights: [0, 0.4, 2.4] },
  ],
});
const observation = [0, 2, 3.5];
const hills = hillsInPlane(policy, [0, 1], { kind: "slice", observation });
const field = planeField(policy, hills, [0, 1], [-2, 4], [-3, 7], 25);

it("an action leads exactly where it is the greedy one, and shares are of those points", () => {
  const counts = [0, 0, 0];
  for (let r = 0; r < 25; r++) {
    for (let c = 0; c < 25; c++) {
      const point = [-2 + (6 * c) / 24, -3 + (10 * r) / 24, 3.5];
      const values = policy.qValues(point);
      const action = policy.act(point);
      const index = gridIndex(field, [point[0]!, point[1]!])!;
      counts[action]!++;
      for (let a = 0; a < 3; a++) {
        const others = Math.max(...values.filter((_, b) => b !== a));
        expect(field.values[a]![index]).toBeCloseTo(values[a]!, 9);
        expect(field.leads[a]![index]).toBeCloseTo(values[a]! - others, 9);
      }
    }
  }
  expect(field.shares).toEqual(counts.map((count) => count / 625));
});

it("hills come by how much they set the actions apart, the first with importance 1", () => {
  expect(field.hills.map(({ id }) => id)).toContain(9);
  expect(field.hills[0]!.importance).toBe(1);
  for (const [i, hill] of field.hills.entries()) {
    expect(hill.importance).toBeLessThanOrEqual(field.hills[Math.max(0, i - 1)]!.importance);
    expect(hill.weights[hill.action]).toBe(Math.max(...hill.weights));
  }
});

it("there is no grid point outside of the field", () => {
  expect(gridIndex(field, [9, 0])).toBeUndefined();
  expect(gridIndex(field, [-2, -3])).toBe(0);
});
