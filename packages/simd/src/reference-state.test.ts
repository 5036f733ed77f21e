import { describe, expect, it } from "vitest";
import {
  chooseRows,
  fillBuffer,
  LEARNER_OPTIONS,
  learn,
  problemNormalizer,
  sampledValues,
  setState,
} from "../../core/src/backends/learner-problem.case.ts";
import { referenceBackend } from "../../core/src/backends/reference-backend.ts";
import { agentOptions } from "../../core/src/options/agent-options.ts";
import { Xoshiro128 } from "../../core/src/random/xoshiro128.ts";
import { fromReferenceState, toReferenceState } from "./reference-state.ts";
import { simdBackend } from "./simd-backend.ts";

const PROBLEMS = agentOptions.optimizer.choices.flatMap((optimizer) => [
  { optimizer, target: "soft", averagingRate: 0.05, factorCount: 1 } as const,
  { optimizer, target: "hard", averagingRate: 0.05, factorCount: 3 } as const,
  { optimizer, target: "current", averagingRate: 1, factorCount: 2 } as const,
  { optimizer, target: "soft", averagingRate: 0.05, factorCount: 2, covariance: "diagonal" } as const,
]);

describe("a learner's state", () => {
  it.each(PROBLEMS)(
    "goes to the reference and back with all it has learned: $optimizer, target $target, $factorCount factors",
    (problem) => {
      const options = { ...LEARNER_OPTIONS, ...problem };
      const learner = simdBackend.createLearner(options, 1);
      const elsewhere = referenceBackend.createLearner(options, 2);
      const back = simdBackend.createLearner(options, 3);
      const all = [learner, elsewhere, back];
      for (const each of all) fillBuffer(each, Xoshiro128.fromSeed(11, 31), 40);
      learn(learner, Xoshiro128.fromSeed(12, 31), 250);
      learner.keep((row) => row !== 1);
      learn(learner, Xoshiro128.fromSeed(13, 31), 1);
      setState(elsewhere, toReferenceState(learner.state(), options));
      setState(back, fromReferenceState(elsewhere.state(), options));

      const expectTheSame = (closeness: number) => {
        const live = learner.current.liveCount;
        for (const each of all) {
          expect([each.current.liveCount, each.averaged.liveCount]).toEqual([live, live]);
          expect(each.identities.subarray(0, live)).toEqual(learner.identities.subarray(0, live));
          expect(each.updateCount).toBe(learner.updateCount);
          chooseRows(each, Xoshiro128.fromSeed(14, 31));
          each.measureTdErrors(problemNormalizer(3));
          expectClose(each.tdErrors, learner.tdErrors, closeness);
          expectClose(Object.values(each.statistics), Object.values(learner.statistics), closeness);
          for (const name of ["current", "averaged"] as const) {
            const [expected, found] = [learner, each].map((one) => sampledValues(one, one[name], 10_000, 0));
            expectClose(found, expected, closeness);
            expect(greedyActions(found)).toEqual(greedyActions(expected));
          }
        }
      };
      expectTheSame(2e-6);
      // Whoever had lost moments, or what rounding left over, would go another way.
      for (const each of all) learn(each, Xoshiro128.fromSeed(15, 31), 30);
      expectTheSame(1e-4);
    },
  );

  it("of the reference comes back from single precision as what it was, but for rounding", () => {
    const learner = referenceBackend.createLearner(LEARNER_OPTIONS, 4);
    fillBuffer(learner, Xoshiro128.fromSeed(16, 31), 40);
    learn(learner, Xoshiro128.fromSeed(17, 31), 100);
    const state = learner.state();
    const returned = toReferenceState(fromReferenceState(state, LEARNER_OPTIONS), LEARNER_OPTIONS);
    expect(Object.keys(returned).sort()).toEqual(Object.keys(state).sort());
    for (const [group, arrays] of Object.entries(state)) {
      expect(Object.keys(returned[group]).sort()).toEqual(Object.keys(arrays).sort());
      for (const [name, array] of Object.entries(arrays)) {
        // Moments are kept to single precision, everything else to twice that.
        const isMoment = group.endsWith("Optimizer");
        expectClose(returned[group][name], array, isMoment ? 1e-7 : 1e-13);
      }
    }
  });
});

/** The better of two actions, row by row. */
function greedyActions(values: Float64Array): boolean[] {
  return Array.from({ length: values.length / 2 }, (_, t) => values[2 * t + 1] > values[2 * t]);
}

/** Within a share of the greatest number, or of 1. */
function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, closeness: number): void {
  expect(found.length).toBe(expected.length);
  let greatest = 1;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    greatest = Math.max(greatest, Math.abs(expected[i]));
    difference = Math.max(difference, Math.abs(found[i] - expected[i]));
  }
  expect(difference).toBeLessThanOrEqual(closeness * greatest);
}
