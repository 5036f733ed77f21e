import { GaussianPolicy } from "drumlin";
import { expect, it } from "vitest";
import { decidingDimensions, decisionDependence } from "./deciding-dimensions.ts";

/** Two hills that differ along dimensions 1 and 3 only, in units of which 1 is 100 times finer. */
const policy = GaussianPolicy.fromJSON({
  format: "drumlin-policy",
  version: 1,
  observationSize: 4,
  actionCount: 2,
  center: [0, 0, 0, 0],
  scale: [1, 0.01, 1, 1],
  rewardScale: 1,
  hills: [-1, 1].map((side, id) => ({
    id,
    mean: [0, 0.7 * side, 0, side],
    precision: [0.01, 0, 0, 0, 0.5, 0, 0, 0.01, 0, 0.5],
    weights: [side, -side],
  })),
});
const visited = Array.from({ length: 50 }, (_, t) => [
  Math.sin(t),
  0.01 * Math.sin(2.1 * t),
  Math.sin(3.3 * t),
  Math.sin(4.7 * t),
]).flat();

it("a decision depends on what sets the actions apart, whatever its units", () => {
  const dependence = decisionDependence(policy, visited);
  expect(decidingDimensions(dependence)).toEqual([1, 3]);
  expect(dependence[1]! / dependence[3]!).toBeGreaterThan(0.2);
});

it("a dimension that does not vary in what was visited decides nothing", () => {
  const still = visited.map((value, at) => (at % 4 === 3 ? 0.2 : value));
  expect(decisionDependence(policy, still)[3]).toBe(0);
});
