import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { decisionRule, ruleAction } from "./decision-rule.ts";
import { GaussianPolicy } from "./gaussian-policy.ts";
import type { Hill } from "./hill.ts";
import { observationDistribution } from "./observation-distribution.ts";
import { frameWeights, hillCenterInFrame } from "./policy-frame.ts";
import { marginalHills, slicedHills } from "./policy-plane.ts";
import { randomPolicy } from "./random-policy.case.ts";
import type { SymmetricRows } from "./symmetric-rows.ts";

/** A policy of diagonal hills, and one of full hills that are the same. */
function twins(seed: number, size: number, hillCount = 5) {
  const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(seed, 80), size, 3, hillCount, "diagonal");
  const document = policy.toJSON();
  const hills = document.hills.map((hill) => ({
    ...hill,
    precision: hill.precision.flatMap((entry, row) => [entry, ...new Array<number>(size - 1 - row).fill(0)]),
  }));
  return { policy, full: GaussianPolicy.fromJSON({ ...document, hills }), drawState };
}

function diagonalOf(rows: SymmetricRows): readonly number[] {
  return rows.length === 1 ? rows[0] : rows.map((row, i) => row[i]);
}

function expectEqual(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((entry, i) => {
    expect(Math.abs(entry - expected[i])).toBeLessThanOrEqual(1e-9 * Math.abs(expected[i]) + 1e-12);
  });
}

describe.each([1, 2, 3, 6])("a policy of diagonal hills over %i observations", (size) => {
  const { policy, full, drawState } = twins(size, size);

  it("values and explains states as the full one, and counts D numbers of each covariance", () => {
    for (let trial = 0; trial < 20; trial++) {
      const state = drawState();
      expectEqual([...policy.qValues(state)], [...full.qValues(state)]);
      expect(policy.explain(state).votes.map(({ id }) => id)).toEqual(
        full.explain(state).votes.map(({ id }) => id),
      );
    }
    expect(policy.parameterCount).toBe(policy.hillCount * 2 * size + policy.nonzeroWeightCount);
  });

  it("describes the same hills, their matrices by their diagonals", () => {
    const numbers = (hill: Hill) => [
      ...hill.center,
      ...diagonalOf(hill.precision),
      ...diagonalOf(hill.covariance),
      ...hill.standardDeviations,
      ...hill.principalAxis.map(Math.abs),
      ...hill.weights,
    ];
    policy.hills.forEach((hill, k) => {
      expect(hill.precision).toHaveLength(1);
      expect(hill.id).toBe(full.hills[k].id);
      expectEqual(numbers(hill), numbers(full.hills[k]));
    });
  });

  it("is its document and its frame, to the bit, of D numbers a covariance", () => {
    const document = JSON.parse(JSON.stringify(policy.toJSON()));
    expect(document.hills[0].precision).toHaveLength(size);
    expect(GaussianPolicy.fromJSON(document).toJSON()).toEqual(policy.toJSON());
    const frame = policy.frame();
    expect(frame).toHaveLength(8 + 4 * size + 5 * (1 + 2 * size + 3));
    const read = GaussianPolicy.fromFrame(frame);
    expect(read.frame()).toEqual(frame);
    expect([...frameWeights(frame).weights]).toEqual([...frameWeights(full.frame()).weights]);
    expect(hillCenterInFrame(frame, 12)).toEqual(hillCenterInFrame(full.frame(), 12));
    expect(read.hills[3].precision).toHaveLength(1);
  });

  it("decides by the same rule of two hills", () => {
    const pair = twins(size + 10, size, 2);
    const [rule, fullRule] = [pair.policy, pair.full].map((each) => decisionRule(each, []));
    if (!rule || !fullRule) throw new Error("two hills have a rule");
    expectEqual(diagonalOf(rule.quadratic), diagonalOf(fullRule.quadratic));
    expectEqual(rule.linear, fullRule.linear);
    for (let trial = 0; trial < 50; trial++) {
      const state = pair.drawState();
      expect(ruleAction(rule, state)).toBe(ruleAction(fullRule, state));
    }
  });

  it.runIf(size > 1)("is the same in a plane, sliced and in the mean", () => {
    const others = Array.from({ length: 4 }, drawState);
    const distribution = observationDistribution(others.flat(), size);
    const inPlanes = [policy, full].map((each) =>
      [...slicedHills(each, [1, 0], others[0]), ...marginalHills(each, [1, 0], distribution)].flatMap(
        (hill) => [
          hill.id,
          ...hill.center,
          ...hill.precision,
          ...hill.weights,
          ...hill.shadow.center,
          ...hill.shadow.covariance,
        ],
      ),
    );
    expectEqual(inPlanes[0], inPlanes[1]);
  });
});

it("a document whose hills are not all diagonal is refused, and one that is not positive", () => {
  const { policy, full } = twins(0, 2);
  const [diagonal, dense] = [policy.toJSON(), full.toJSON()];
  const hillsOf = (hills: readonly unknown[]) => () => GaussianPolicy.fromJSON({ ...diagonal, hills });
  expect(hillsOf([...diagonal.hills, ...dense.hills])).toThrow(
    /^hills\[5\]\.precision is .*; it must be 2 numbers/,
  );
  expect(hillsOf([...dense.hills, ...diagonal.hills])).toThrow(
    /^hills\[5\]\.precision is .*; it must be 3 numbers/,
  );
  expect(hillsOf([{ ...diagonal.hills[0], precision: [1, 0] }])).toThrow(
    "hills[0].precision must be positive",
  );
});
