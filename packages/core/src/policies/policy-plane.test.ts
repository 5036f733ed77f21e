import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { observationDistribution } from "./observation-distribution.ts";
import { marginalHills, type PlaneDimensions, type PlaneHill, slicedHills } from "./policy-plane.ts";
import { randomPolicy } from "./random-policy.case.ts";

/** Q_a of hills in a plane, and the sum of what they add to it in size. */
function valueAt(hills: readonly PlaneHill[], x: number, y: number, action: number): [number, number] {
  let [sum, size] = [0, 0];
  for (const { center, precision, weights } of hills) {
    const [dx, dy] = [x - center[0], y - center[1]];
    const [xx, xy, yy] = precision;
    const term = weights[action] * Math.exp(-(xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy));
    sum += term;
    size += Math.abs(term);
  }
  return [sum, size];
}

const planes: (readonly [size: number, dimensions: PlaneDimensions])[] = [
  [2, [0, 1]],
  [2, [1, 0]],
  [3, [2, 0]],
  [4, [2, 3]],
  [6, [1, 4]],
];

describe.each(planes)("a policy of %i observations in the plane of %j", (size, dimensions) => {
  const [x, y] = dimensions;

  it("sliced has the policy's own values where the other observations are those of the slice", () => {
    const random = Xoshiro128.fromSeed(size, 70);
    const { policy, drawState } = randomPolicy(random, size, 3, 6);
    for (let trial = 0; trial < 40; trial++) {
      const state = drawState();
      const hills = slicedHills(policy, dimensions, state);
      const point = drawState();
      const composed = state.map((entry, i) => (i === x || i === y ? point[i] : entry));
      const values = policy.qValues(composed);
      for (let a = 0; a < 3; a++) {
        const [value, sum] = valueAt(hills, point[x], point[y], a);
        expect(Math.abs(value - values[a])).toBeLessThan(1e-9 * (1e-3 + sum));
      }
    }
  });

  it("marginal is the mean of the policy's values over the others, as the distribution has them", () => {
    const random = Xoshiro128.fromSeed(size, 71);
    const { policy, drawState } = randomPolicy(random, size, 2, 4);
    // Of as few observations as a covariance can do with: in six dimensions it is singular.
    const few = Array.from({ length: 4 }, drawState);
    const distribution = observationDistribution(few.flat(), size);
    const hills = marginalHills(policy, dimensions, distribution);
    const draws = 40_000;
    const point = few[0];
    const totals = [0, 0];
    const squares = [0, 0];
    for (let t = 0; t < draws; t++) {
      // A weighted sum of deviations with standard normal weights has their covariance.
      const state = Array.from(distribution.mean);
      for (const each of few) {
        const weight = random.normal() / Math.sqrt(few.length);
        for (let i = 0; i < size; i++) state[i] += weight * (each[i] - distribution.mean[i]);
      }
      state[x] = point[x];
      state[y] = point[y];
      policy.qValues(state).forEach((value, a) => {
        totals[a] += value / draws;
        squares[a] += (value * value) / draws;
      });
    }
    for (let a = 0; a < 2; a++) {
      const deviation = Math.sqrt(Math.max(0, squares[a] - totals[a] ** 2) / draws);
      const [value, sum] = valueAt(hills, point[x], point[y], a);
      expect(Math.abs(value - totals[a])).toBeLessThan(5 * deviation + 1e-9 * (1e-3 + sum));
    }
  });

  it("marginal is the slice at the mean where the others do not vary", () => {
    const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(size, 72), size, 2, 5);
    const state = drawState();
    const varied = Array.from({ length: 9 }, drawState).map((each) =>
      each.map((entry, i) => (i === x || i === y ? entry : state[i])),
    );
    const distribution = observationDistribution(varied.flat(), size);
    distribution.mean.set(state);
    for (let i = 0; i < size * size; i++) {
      const inPlane = [Math.floor(i / size), i % size].every((each) => each === x || each === y);
      if (!inPlane) distribution.covariance[i] = 0;
    }
    expect(marginalHills(policy, dimensions, distribution)).toEqual(slicedHills(policy, dimensions, state));
  });

  it("casts each hill's shadow: its own centre and block of C", () => {
    const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(size, 73), size, 2, 5);
    const hills = slicedHills(policy, dimensions, drawState());
    policy.hills.forEach(({ id, center, covariance }, k) => {
      expect(hills[k].id).toBe(id);
      expect(hills[k].shadow.center[0]).toBeCloseTo(center[x], 9);
      expect(hills[k].shadow.center[1]).toBeCloseTo(center[y], 9);
      [covariance[x][x], covariance[x][y], covariance[y][y]].forEach((entry, i) => {
        const size1 = Math.sqrt(covariance[x][x] * covariance[y][y]) + Math.abs(entry);
        expect(Math.abs(hills[k].shadow.covariance[i] - entry)).toBeLessThan(1e-9 * Math.max(size1, entry));
      });
    });
  });
});

it("a hill that is far from the slice stays in the list, and adds nothing", () => {
  const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(0, 74), 3, 2, 2);
  const hills = slicedHills(policy, [0, 1], [...drawState().slice(0, 2), 1e9]);
  expect(hills.map(({ weights }) => weights.map(Math.abs))).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it("refuses what is no plane of the policy, naming it", () => {
  const { policy } = randomPolicy(Xoshiro128.fromSeed(0, 75), 3, 2, 2);
  expect(() => slicedHills(policy, [1, 1], [0, 0, 0])).toThrow(/dimensions has 1 twice/);
  expect(() => slicedHills(policy, [0, 3], [0, 0, 0])).toThrow(/dimensions has 3; it must be from 0 to 2/);
  expect(() => slicedHills(policy, [0, 1], [0, 0])).toThrow(/the others have 2 numbers/);
});
