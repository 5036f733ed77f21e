import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { decisionRule, ruleAction } from "./decision-rule.ts";
import { GaussianPolicy } from "./gaussian-policy.ts";
import { boundedPolicy, randomPolicy } from "./random-policy.case.ts";

/** How far the two best actions are apart, relative to the size of the values. */
function margin(values: Float64Array): number {
  const [first, second] = [...values].sort((x, y) => y - x);
  return (first - second) / (Math.abs(first) + Math.abs(second));
}

/** Hills on a line, one at −1 and one at 1, both of precision 1: the score is −4s. */
function pairOfHills(first: readonly number[], second: readonly number[]): GaussianPolicy {
  return GaussianPolicy.fromJSON({
    format: "drumlin-policy",
    version: 1,
    observationSize: 1,
    actionCount: first.length,
    center: [0],
    scale: [1],
    rewardScale: 1,
    hills: [
      { id: 3, mean: [-1], precision: [1], weights: first },
      { id: 5, mean: [1], precision: [1], weights: second },
    ],
  });
}

describe("decisionRule of two hills", () => {
  it.each([2, 3, 4])("acts as the policy at 10⁴ random states, A = %i", (actionCount) => {
    const random = Xoshiro128.fromSeed(actionCount, 21);
    let decided = 0;
    for (let trial = 0; trial < 50; trial++) {
      const create = trial % 2 === 0 ? randomPolicy : boundedPolicy;
      const { policy, drawState } = create(random, 1 + (trial % 4), actionCount, 2);
      const rule = decisionRule(policy, []);
      expect(rule).toMatchObject({ hills: [10, 11], agreement: 1 });
      if (!rule) continue;
      expect(rule.actions).toHaveLength(rule.thresholds.length + 1);
      expect([...rule.thresholds].sort((x, y) => x - y)).toEqual(rule.thresholds);
      for (let n = 0; n < 200; n++) {
        const state = drawState();
        if (!(margin(policy.qValues(state)) > 1e-9)) continue;
        decided++;
        expect(ruleAction(rule, state)).toBe(policy.act(state));
      }
    }
    expect(decided).toBeGreaterThan(9000);
  });

  it("is worked by hand: G₁ > G₂ left of 0, where the first hill's best action holds", () => {
    const rule = decisionRule(pairOfHills([1, 0], [0, 1]), []);
    expect(rule).toMatchObject({ hills: [3, 5], constant: 0, linear: [-4], actions: [1, 0] });
    expect(rule?.thresholds[0]).toBeCloseTo(0, 15);
    expect(rule?.quadratic[0][0]).toBeCloseTo(0, 15);
  });

  it("has no thresholds where one action is best everywhere", () => {
    const rule = decisionRule(pairOfHills([2, 1, 0], [5, 4, 5]), []);
    expect(rule).toMatchObject({ thresholds: [], actions: [0] });
  });

  it("gives the first of actions that are equal everywhere", () => {
    expect(decisionRule(pairOfHills([1, 1], [2, 2]), [])).toMatchObject({ thresholds: [], actions: [0] });
    const rule = decisionRule(pairOfHills([0, 1, 1], [1, 0, 0]), []);
    expect(rule).toMatchObject({ actions: [0, 1] });
  });

  it("ends with the steepest action even where three lines meet in one point but for rounding", () => {
    const random = Xoshiro128.fromSeed(9, 21);
    for (let trial = 0; trial < 2000; trial++) {
      // Lines through (x, y) with three slopes: the steepest must win to the right of x, the flattest to its left.
      const [x, y] = [0.2 + random.uniform(), random.normal()];
      const slopes = [-2 + random.uniform(), random.uniform(), 1 + 1e-3 * random.uniform()];
      const rule = decisionRule(
        pairOfHills(
          slopes,
          slopes.map((slope) => y - slope * x),
        ),
        [],
      );
      expect(rule?.actions[0]).toBe(0);
      expect(rule?.actions.at(-1)).toBe(2);
      for (const threshold of rule?.thresholds ?? []) expect(threshold).toBeCloseTo(Math.log(x), 5);
    }
  });
});

describe("decisionRule of other numbers of hills", () => {
  it("is undefined for fewer than two", () => {
    const random = Xoshiro128.fromSeed(5, 21);
    expect(decisionRule(randomPolicy(random, 2, 2, 0).policy, [[0, 0]])).toBeUndefined();
    expect(decisionRule(randomPolicy(random, 2, 2, 1).policy, [[0, 0]])).toBeUndefined();
  });

  it("reports the share of the observations at which its best pair acts as the policy", () => {
    const random = Xoshiro128.fromSeed(6, 21);
    for (const hillCount of [3, 4, 6]) {
      const { policy, drawState } = randomPolicy(random, 2, 3, hillCount);
      const states = Array.from({ length: 300 }, drawState);
      const rule = decisionRule(policy, states);
      const share = rule && states.filter((s) => ruleAction(rule, s) === policy.act(s)).length / 300;
      expect(rule?.agreement).toBe(share);
      // No other pair does better.
      const { hills, ...document } = policy.toJSON();
      for (const first of hills) {
        for (const second of hills) {
          if (first === second) continue;
          const pair = decisionRule(GaussianPolicy.fromJSON({ ...document, hills: [first, second] }), []);
          const pairShare = states.filter((s) => pair && ruleAction(pair, s) === policy.act(s)).length / 300;
          expect(pairShare).toBeLessThanOrEqual(share ?? 0);
        }
      }
    }
  });

  it("agrees wholly where a third hill says nothing", () => {
    const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(7, 21), 2, 2, 3);
    const document = policy.toJSON();
    const hills = document.hills.map((hill, k) => (k === 1 ? { ...hill, weights: [0, 0] } : hill));
    const silenced = GaussianPolicy.fromJSON({ ...document, hills });
    const states = Array.from({ length: 200 }, drawState).filter(
      (state) => margin(silenced.qValues(state)) > 1e-9,
    );
    const rule = decisionRule(silenced, states);
    expect(rule?.agreement).toBe(1);
  });
});
