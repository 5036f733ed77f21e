import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianPolicy } from "./gaussian-policy.ts";
import type { ObservationRange } from "./policy-document.ts";
import { boundedPolicy, randomPolicy } from "./random-policy.case.ts";

describe("GaussianPolicy", () => {
  it("acts by the first of its greatest Q-values, among the allowed", () => {
    const random = Xoshiro128.fromSeed(0, 20);
    const { policy, drawState } = randomPolicy(random, 3, 4, 5);
    for (let trial = 0; trial < 200; trial++) {
      const state = drawState();
      const values = policy.qValues(state);
      expect(policy.act(state)).toBe(values.indexOf(Math.max(...values)));
      const mask = Array.from({ length: 4 }, (_, a) => a === trial % 4 || random.uniform() < 0.5);
      const allowed = values.map((value, a) => (mask[a] ? value : Number.NEGATIVE_INFINITY));
      expect(policy.act(state, { mask })).toBe(allowed.indexOf(Math.max(...allowed)));
    }
  });

  it("refuses observations and masks that are not of its form, naming them", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(1, 20), 2, 2, 3);
    expect(() => policy.act([1])).toThrow(/observation has 1 numbers; observationSize is 2/);
    expect(() => policy.act([1, Number.NaN])).toThrow(/observation\[1\] is NaN/);
    expect(() => policy.qValues([1, Number.POSITIVE_INFINITY])).toThrow(RangeError);
    expect(() => policy.act("12" as unknown as number[])).toThrow(RangeError);
    expect(() => policy.act([1, 2], { mask: [0, 0] })).toThrow(/mask allows no action/);
    expect(() => policy.act([1, 2], { mask: [1] })).toThrow(/mask has 1 entries/);
  });

  it("describes hills whose formula in raw units is Q", () => {
    const random = Xoshiro128.fromSeed(2, 20);
    for (let size = 1; size <= 6; size++) {
      const { policy, drawState } = randomPolicy(random, size, 3, 4);
      const hills = policy.hills;
      expect(hills.map((hill) => hill.id)).toEqual([10, 11, 12, 13]);
      for (let trial = 0; trial < 50; trial++) {
        const state = drawState();
        const values = policy.qValues(state);
        for (let a = 0; a < 3; a++) {
          let sum = 0;
          let size1 = 0;
          for (const { center, precision, weights } of hills) {
            const difference = state.map((entry, i) => entry - center[i]);
            const distance = difference.reduce(
              (total, x, i) => total + difference.reduce((row, y, j) => row + x * precision[i][j] * y, 0),
              0,
            );
            sum += weights[a] * Math.exp(-distance);
            size1 += Math.abs(weights[a] * Math.exp(-distance));
          }
          expect(Math.abs(sum - values[a])).toBeLessThan(1e-10 * (1 + size1));
        }
      }
    }
  });

  it("gives each hill the deviations √(C_ii/2) and a principal axis on which G = e^(−½)", () => {
    const random = Xoshiro128.fromSeed(3, 20);
    for (let size = 1; size <= 5; size++) {
      const { policy } = randomPolicy(random, size, 2, 3);
      for (const { precision, standardDeviations, principalAxis } of policy.hills) {
        // One standard deviation along any direction u of a density G has uᵀ P u = ½.
        let distance = 0;
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) distance += principalAxis[i] * precision[i][j] * principalAxis[j];
          expect(Math.abs(principalAxis[i])).toBeLessThanOrEqual(standardDeviations[i] * (1 + 1e-9));
        }
        expect(distance).toBeCloseTo(0.5, 9);
        if (size === 1) expect(standardDeviations[0]).toBeCloseTo(Math.sqrt(1 / (2 * precision[0][0])), 9);
      }
    }
  });

  it("explains every value as the sum of its hills' votes, the most decisive first", () => {
    const random = Xoshiro128.fromSeed(4, 20);
    const { policy, drawState } = randomPolicy(random, 3, 3, 6);
    for (let trial = 0; trial < 50; trial++) {
      const state = drawState();
      const { action, values, votes } = policy.explain(state);
      expect(action).toBe(policy.act(state));
      expect(values).toEqual([...policy.qValues(state)]);
      expect(votes.map((vote) => vote.id).sort()).toEqual([10, 11, 12, 13, 14, 15]);
      for (let a = 0; a < 3; a++) {
        const sum = votes.reduce((total, vote) => total + vote.contributions[a], 0);
        expect(sum).toBeCloseTo(values[a], 10);
      }
      const spreads = votes.map(({ contributions: c }) => Math.max(...c) - Math.min(...c));
      expect(spreads).toEqual([...spreads].sort((x, y) => y - x));
      for (const { activation } of votes) {
        expect(activation).toBeGreaterThanOrEqual(0);
        expect(activation).toBeLessThanOrEqual(1);
      }
    }
  });

  it("counts D + D(D+1)/2 numbers a live hill, and the nonzero weights", () => {
    const random = Xoshiro128.fromSeed(5, 20);
    const document = randomPolicy(random, 4, 2, 3).policy.toJSON();
    const weights = [
      [1, 0],
      [0, 0],
      [2, -1],
    ];
    const hills = document.hills.map((hill, k) => ({ ...hill, weights: weights[k] }));
    const policy = GaussianPolicy.fromJSON({ ...document, hills });
    expect(policy.nonzeroWeightCount).toBe(3);
    expect(policy.parameterCount).toBe(3 * (4 + 10) + 3);
  });

  it("without hills is 0 everywhere and acts 0", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(6, 20), 2, 3, 0);
    for (const empty of [policy, GaussianPolicy.fromJSON(policy.toJSON())]) {
      expect([...empty.qValues([1, 2])]).toEqual([0, 0, 0]);
      expect(empty.explain([1, 2])).toMatchObject({ action: 0, values: [0, 0, 0], votes: [] });
      expect(empty.explain([1, 2])).toMatchObject({ seen: false, nearest: null });
      expect(empty.hills).toEqual([]);
    }
  });
});

describe("a policy with bounds", () => {
  it("values and decides beyond them as at the nearest observation within", () => {
    const random = Xoshiro128.fromSeed(11, 20);
    for (let size = 1; size <= 5; size++) {
      const { policy, drawState } = boundedPolicy(random, size, 3, 4);
      const { low, high } = policy.bounds as ObservationRange;
      for (let trial = 0; trial < 100; trial++) {
        const state = drawState().map((entry) => entry * 10 ** (3 * random.uniform()));
        const within = state.map((entry, i) => Math.min(high[i], Math.max(low[i], entry)));
        const values = policy.qValues(within);
        policy.qValues(state).forEach((value, a) => {
          expect(value).toBeCloseTo(values[a], 9);
        });
      }
    }
  });

  it("explains every value as b and the sum of its hills' votes", () => {
    const random = Xoshiro128.fromSeed(12, 20);
    const { policy, drawState } = boundedPolicy(random, 2, 3, 5);
    for (let trial = 0; trial < 50; trial++) {
      const { values, votes, commonValue } = policy.explain(drawState());
      expect(commonValue).toBe(policy.commonValue);
      values.forEach((value, a) => {
        const sum = votes.reduce((so, { contributions }) => so + contributions[a], commonValue);
        expect(sum).toBeCloseTo(value, 9);
      });
    }
  });

  it("has seen what lies in the visited range near a hill, and says of anything else how far it is", () => {
    const document = {
      format: "drumlin-policy",
      version: 2,
      observationSize: 2,
      actionCount: 2,
      center: [10, 0],
      scale: [2, 1],
      limit: 1,
      visited: { low: [8, -1], high: [12, 1] },
      rewardScale: 1,
      commonValue: -5,
      // A standard deviation of 1/√(2·8) = 1/4 of a scale.
      hills: [{ id: 3, mean: [0, 0], precision: [8, 0, 8], weights: [1, 0] }],
    };
    const policy = GaussianPolicy.fromJSON(document);
    const told = (state: number[]) => {
      const { seen, beyond, nearest } = policy.explain(state);
      return { seen, beyond, spreads: nearest?.spreads };
    };
    expect(told([10, 0])).toEqual({ seen: true, beyond: [], spreads: 0 });
    expect(told([11, 0])).toEqual({ seen: true, beyond: [], spreads: 2 });
    expect(told([12, 0])).toEqual({ seen: false, beyond: [], spreads: 4 });
    expect(told([24, -2])).toMatchObject({ seen: false, beyond: [0, 1] });
    expect(told([24, 0]).spreads).toBe(28);
    expect([...policy.qValues([1e9, 1e9])]).toEqual([...policy.qValues([12, 1])]);
  });

  it("may be of a document of version 1, which knows no bounds, no range and no common value", () => {
    const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(13, 20), 2, 2, 3);
    const { limit: _, visited: __, commonValue: ___, ...rest } = policy.toJSON();
    const earlier = GaussianPolicy.fromJSON({ ...rest, version: 1 });
    expect(earlier.toJSON()).toEqual(policy.toJSON());
    expect([earlier.bounds, earlier.visited, earlier.commonValue]).toEqual([null, null, 0]);
    expect(earlier.explain(drawState()).beyond).toEqual([]);
  });
});

describe("a policy document", () => {
  it.each([randomPolicy, boundedPolicy])(
    "through JSON text, gives back a policy that acts and values to the bit: %o",
    (create) => {
      const random = Xoshiro128.fromSeed(7, 20);
      for (let size = 1; size <= 7; size++) {
        const { policy, drawState } = create(random, size, 1 + (size % 4), 1 + random.integer(6));
        const twin = GaussianPolicy.fromJSON(JSON.parse(JSON.stringify(policy)));
        expect(JSON.stringify(twin)).toBe(JSON.stringify(policy));
        for (let trial = 0; trial < 100; trial++) {
          const state = drawState();
          expect([...twin.qValues(state)]).toEqual([...policy.qValues(state)]);
          expect(twin.act(state)).toBe(policy.act(state));
        }
      }
    },
  );

  it("holds what its docstring says: z, P's upper triangle undoubled, weights, rewardScale", () => {
    const random = Xoshiro128.fromSeed(8, 20);
    const { policy, drawState } = randomPolicy(random, 3, 2, 4);
    const { center, scale, rewardScale, hills } = policy.toJSON();
    const triangle = [
      [0, 1, 2],
      [1, 3, 4],
      [2, 4, 5],
    ];
    for (let trial = 0; trial < 50; trial++) {
      const state = drawState();
      const z = state.map((entry, i) => (entry - center[i]) / scale[i]);
      const values = [0, 0];
      for (const { mean, precision, weights } of hills) {
        let distance = 0;
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            distance += (z[i] - mean[i]) * precision[triangle[i][j]] * (z[j] - mean[j]);
          }
        }
        for (const a of [0, 1]) values[a] += rewardScale * weights[a] * Math.exp(-distance);
      }
      policy.qValues(state).forEach((value, a) => {
        expect(value).toBeCloseTo(values[a], 10);
      });
    }
  });

  it("is a moment of a live policy: later learning does not change it", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(9, 20), 2, 2, 2);
    const before = JSON.stringify(policy);
    const twin = GaussianPolicy.fromJSON(policy.toJSON());
    const document = policy.toJSON() as unknown as { center: number[] };
    document.center[0] = 1e9;
    expect(JSON.stringify(policy)).toBe(before);
    expect(JSON.stringify(twin)).toBe(before);
  });

  const broken: [string, (document: Record<string, unknown>) => unknown][] = [
    ["policy document", () => null],
    ["policy document", () => 7],
    ["policy document", (document) => [document]],
    ["format", (document) => ({ ...document, format: "onnx" })],
    ["format", () => ({})],
    ["version", (document) => ({ ...document, version: 3 })],
    ["limit", (document) => ({ ...document, limit: 0 })],
    ["commonValue", (document) => ({ ...document, commonValue: null })],
    ["visited.high", (document) => ({ ...document, visited: { low: [0, 0], high: [1] } })],
    ["version", (document) => ({ ...document, version: "1" })],
    ["observationSize", (document) => ({ ...document, observationSize: 0 })],
    ["observationSize", (document) => ({ ...document, observationSize: 2.5 })],
    ["actionCount", (document) => ({ ...document, actionCount: "2" })],
    ["center", (document) => ({ ...document, center: [1] })],
    ["center", (document) => ({ ...document, center: [1, null] })],
    ["center", (document) => ({ ...document, center: undefined })],
    ["scale", (document) => ({ ...document, scale: [1, 0] })],
    ["scale", (document) => ({ ...document, scale: [1, -1] })],
    ["scale", (document) => ({ ...document, scale: "11" })],
    ["rewardScale", (document) => ({ ...document, rewardScale: 0 })],
    ["rewardScale", (document) => ({ ...document, rewardScale: Number.NaN })],
    ["hills", (document) => ({ ...document, hills: {} })],
    ["hills[1]", (document) => ({ ...document, hills: [(document.hills as unknown[])[0], 5] })],
    ["hills[0].id", (document) => withHill(document, { id: 0.5 })],
    ["hills[0].mean", (document) => withHill(document, { mean: [1, 2, 3] })],
    ["hills[0].precision", (document) => withHill(document, { precision: [1, 0, 0, 1] })],
    ["hills[0].precision", (document) => withHill(document, { precision: [1, "0", 1] })],
    ["hills[0].weights", (document) => withHill(document, { weights: [1, Number.POSITIVE_INFINITY] })],
    ["hills[0].weights", (document) => withHill(document, { weights: undefined })],
  ];

  it.each(broken)("is refused with a RangeError that names %s", (field, breakIt) => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(10, 20), 2, 2, 2);
    const read = () => GaussianPolicy.fromJSON(breakIt({ ...policy.toJSON() }));
    expect(read).toThrow(RangeError);
    expect(read).toThrow(field);
  });
});

function withHill(document: Record<string, unknown>, changes: Record<string, unknown>): unknown {
  const [first, ...others] = document.hills as Record<string, unknown>[];
  return { ...document, hills: [{ ...first, ...changes }, ...others] };
}
