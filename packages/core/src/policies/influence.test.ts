import { expect, it } from "vitest";
import type { Mixture } from "../q-functions/mixture.ts";
import { observationsNear, randomMixtureQ } from "../q-functions/random-mixture.case.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { influences } from "./influence.ts";

/** Hills of precision 1 on a line, with a row of weights each. */
function hillsOnALine(means: readonly number[], weights: readonly (readonly number[])[]): Mixture {
  return {
    observationSize: 1,
    actionCount: weights[0].length,
    liveCount: means.length,
    means: Float64Array.from(means),
    formLength: 1,
    quadraticForms: new Float64Array(means.length).fill(1),
    weights: Float64Array.from(weights.flat()),
  };
}

it("influence is the spread of a hill's weights times its mean activation, by hand", () => {
  const mixture = hillsOnALine(
    [0, 1],
    [
      [3, -1, 2],
      [-5, -5, -4],
    ],
  );
  const found = influences(mixture, Float64Array.of(0, 1, 3), 3);
  expect(found[0]).toBeCloseTo((4 * (1 + Math.exp(-1) + Math.exp(-9))) / 3, 14);
  expect(found[1]).toBeCloseTo((1 * (Math.exp(-1) + 1 + Math.exp(-4))) / 3, 14);
});

it("a hill that favours no action, or that no observation comes near, has none", () => {
  const mixture = hillsOnALine(
    [0, 100, 0],
    [
      [70, 70],
      [-9, 9],
      [0, 1e-9],
    ],
  );
  const [indifferent, remote, slight] = influences(mixture, Float64Array.of(-1, 0, 1), 3);
  expect([indifferent, remote]).toEqual([0, 0]);
  expect(slight).toBeGreaterThan(0);
});

it("nothing remembered is no influence for any hill", () => {
  expect([...influences(hillsOnALine([0, 1], [[1], [2]]), new Float64Array(0), 0)]).toEqual([0, 0]);
});

it("is the same whatever every action's value has in common", () => {
  const random = Xoshiro128.fromSeed(0, 60);
  const q = randomMixtureQ(random, {
    observationSize: 3,
    actionCount: 4,
    componentCount: 5,
    factorCount: 1,
  });
  const observations = observationsNear(random, q, 20);
  const before = influences(q, observations, 20);
  for (let i = 0; i < q.weights.length; i++) q.weights[i] -= 64;
  influences(q, observations, 20).forEach((influence, k) => {
    expect(influence).toBeCloseTo(before[k], 12);
  });
});
