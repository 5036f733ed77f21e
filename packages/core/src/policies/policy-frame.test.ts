import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianPolicy } from "./gaussian-policy.ts";
import { frameWeights, readPolicyFrame } from "./policy-frame.ts";
import { boundedPolicy, randomPolicy } from "./random-policy.case.ts";

/** The policy whose document has these hills, in place of its own. */
function withHills(policy: GaussianPolicy, hills: readonly unknown[]): GaussianPolicy {
  return GaussianPolicy.fromJSON({ ...policy.toJSON(), hills });
}

describe("a policy frame", () => {
  it.each([randomPolicy, boundedPolicy])(
    "values states as the policy it was taken of, to single precision: %o",
    (create) => {
      const random = Xoshiro128.fromSeed(0, 40);
      for (let size = 1; size <= 8; size++) {
        const { policy, drawState } = create(random, size, 3, 5);
        const read = GaussianPolicy.fromFrame(policy.frame());
        expect([read.observationSize, read.actionCount, read.hillCount]).toEqual([size, 3, 5]);
        for (let trial = 0; trial < 50; trial++) {
          const state = drawState();
          const values = policy.qValues(state);
          const magnitude = policy
            .explain(state)
            .votes.reduce(
              (sum, vote) => sum + Math.max(...vote.contributions.map(Math.abs)),
              Math.abs(policy.commonValue),
            );
          read.qValues(state).forEach((value, a) => {
            expect(Math.abs(value - values[a])).toBeLessThanOrEqual(1e-4 * magnitude);
          });
        }
      }
    },
  );

  it("keeps identities, and scales, means and weights rounded to single precision", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(1, 40), 3, 2, 4);
    const original = policy.toJSON();
    const hills = original.hills.map((hill, k) => ({ ...hill, id: 2 ** 24 - k }));
    const read = GaussianPolicy.fromFrame(withHills(policy, hills).frame()).toJSON();
    const round = (values: readonly number[]) => values.map(Math.fround);
    expect(read).toEqual({
      ...original,
      center: round(original.center),
      scale: round(original.scale),
      rewardScale: Math.fround(original.rewardScale),
      hills: hills.map(({ id, mean, precision, weights }) => ({
        id,
        mean: round(mean),
        precision: round(precision),
        weights: round(weights),
      })),
    });
  });

  it("keeps bounds, range and common value, and is readable as it was before it had them", () => {
    const { policy } = boundedPolicy(Xoshiro128.fromSeed(2, 40), 3, 2, 4);
    const frame = policy.frame();
    const read = GaussianPolicy.fromFrame(frame).toJSON();
    const { limit, commonValue, visited } = policy.toJSON();
    expect(read.limit).toBe(Math.fround(limit as number));
    expect(read.commonValue).toBe(Math.fround(commonValue));
    expect(read.visited?.low).toEqual(visited?.low.map(Math.fround));
    expect(read.visited?.high).toEqual(visited?.high.map(Math.fround));

    const [centers, hills] = [frame.subarray(8, 8 + 2 * 3), frame.subarray(8 + 4 * 3)];
    const earlier = Float32Array.of(3, 2, 4, frame[5], ...centers, ...hills);
    const unbounded = { ...read, limit: null, visited: null, commonValue: 0 };
    expect(GaussianPolicy.fromFrame(earlier).toJSON()).toEqual(unbounded);
    expect(frameWeights(earlier)).toEqual(frameWeights(frame));
  });

  it("tells its hills' identities and weights as the policy read from it does", () => {
    for (let size = 1; size <= 4; size++) {
      const { policy } = randomPolicy(Xoshiro128.fromSeed(size, 41), size, 3, 5);
      const frame = policy.frame();
      const { actionCount, ids, weights } = frameWeights(frame);
      const hills = GaussianPolicy.fromFrame(frame).hills;
      expect(Array.from(ids)).toEqual(hills.map((hill) => hill.id));
      expect(weights).toEqual(Float32Array.from(hills.flatMap((hill) => hill.weights)));
      expect(actionCount).toBe(3);
    }
  });

  it("of a policy read from a frame is that frame", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(2, 40), 4, 3, 6);
    const frame = policy.frame();
    expect(GaussianPolicy.fromFrame(frame).frame()).toEqual(frame);
  });

  it("may hold no hill: every state is then worth 0", () => {
    const { policy, drawState } = randomPolicy(Xoshiro128.fromSeed(3, 40), 2, 3, 0);
    const read = GaussianPolicy.fromFrame(policy.frame());
    expect(read.hillCount).toBe(0);
    expect(Array.from(read.qValues(drawState()))).toEqual([0, 0, 0]);
    expect(read.act(drawState())).toBe(0);
  });

  it("is copied by the policy read from it", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(4, 40), 2, 2, 3);
    const frame = policy.frame();
    const read = GaussianPolicy.fromFrame(frame);
    const before = read.qValues([0, 0]);
    frame.fill(0, 8);
    expect(read.qValues([0, 0])).toEqual(before);
  });

  it("is refused when it does not hold what it says", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(5, 40), 2, 2, 3);
    const frame = policy.frame();
    const changed = (index: number, value: number) => frame.with(index, value);
    const refused = [
      new Float32Array(0),
      frame.subarray(0, -1),
      Float32Array.from([...frame, 0]),
      ...[0, 1, 2].flatMap((index) =>
        [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY].map((v) => changed(index, v)),
      ),
      changed(0, 0),
      changed(1, 0),
      changed(2, 4),
    ];
    for (const wrong of refused) {
      expect(() => readPolicyFrame(wrong)).toThrow(RangeError);
      expect(() => readPolicyFrame(wrong)).toThrow(/does not hold what it says/);
    }
    // 7 numbers are what a frame of 1½ observations would have.
    expect(() => readPolicyFrame(Float32Array.of(1.5, 1, 0, 1, 0, 0, 0))).toThrow(/does not hold/);
  });
});
