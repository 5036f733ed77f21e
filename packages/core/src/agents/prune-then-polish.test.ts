import { describe, expect, it } from "vitest";
import { LEARNER_OPTIONS, problemNormalizer } from "../backends/learner-problem.case.ts";
import { referenceBackend } from "../backends/reference-backend.ts";
import { ReferenceLearner } from "../backends/reference-learner.ts";
import { pruneToMostInfluential } from "./prune-then-polish.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld } from "./small-world.case.ts";

/** Two observations at which all of the learner's hills are nearly at their height. */
const OBSERVATIONS = [
  [-1, 0, 1],
  [-0.9, 0.1, 1.1],
].map((each) => Float64Array.from(each));

/** A learner whose hill k stands at the normaliser's centre and sets its two actions apart by spreads[k]. */
function learnerWithSpreads(spreads: readonly number[]): ReferenceLearner {
  const learner = new ReferenceLearner({ ...LEARNER_OPTIONS, componentCount: spreads.length }, 1);
  learner.current.means.fill(0);
  spreads.forEach((spread, k) => {
    learner.current.factors.set([9 + spread, 9, 1, 1], 4 * k);
  });
  learner.current.refresh();
  return learner;
}

describe("pruneToMostInfluential", () => {
  it("drops the hill that never matters first, then the one that matters least", () => {
    const spreads = [2, 0, 5, 1, 4];
    for (const [count, kept] of [
      [5, [0, 1, 2, 3, 4]],
      [4, [0, 2, 3, 4]],
      [3, [0, 2, 4]],
      [1, [2]],
    ] as const) {
      const learner = learnerWithSpreads(spreads);
      pruneToMostInfluential(learner, problemNormalizer(3), OBSERVATIONS, count);
      expect([...learner.identities.subarray(0, learner.current.liveCount)]).toEqual(kept);
    }
  });

  it("keeps the first of equal hills, and all where fewer are alive", () => {
    const learner = learnerWithSpreads([3, 3, 3, 3]);
    pruneToMostInfluential(learner, problemNormalizer(3), OBSERVATIONS, 2);
    expect([...learner.identities.subarray(0, 2)]).toEqual([0, 1]);
    pruneToMostInfluential(learner, problemNormalizer(3), OBSERVATIONS, 3);
    expect(learner.current.liveCount).toBe(2);
  });

  it("measures where the observations are, in the learner's own coordinates", () => {
    const learner = learnerWithSpreads([5, 1]);
    learner.current.means.set([40, 0, 0]);
    pruneToMostInfluential(learner, problemNormalizer(3), OBSERVATIONS, 1);
    expect(learner.identities[0]).toBe(1);
  });
});

describe("an agent with prunedComponents", () => {
  const still = { meanLearningRate: 0, covarianceLearningRate: 0, weightLearningRate: 0 };

  it("is until pruningStep as one without, bit for bit; then has that many of its hills, unchanged", () => {
    const options = { ...SMALL_AGENT, ...still, pruningStep: 80 };
    const [pruned, dense] = [3, 0].map(
      (prunedComponents) => new SgmmQAgent({ ...options, prunedComponents }, referenceBackend),
    );
    const world = new SmallWorld(0);
    const documents = () => [pruned, dense].map((agent) => agent.policy.toJSON());
    for (let step = 1; step < 80; step++) {
      const transition = world.step(step % 3);
      for (const agent of [pruned, dense]) agent.observe(transition);
      const [ours, others] = documents();
      expect(ours).toEqual(others);
    }
    const transition = world.step(1);
    for (const agent of [pruned, dense]) agent.observe(transition);
    const [ours, others] = documents();
    expect(others.hills).toHaveLength(6);
    expect(ours.hills).toHaveLength(3);
    const ids = ours.hills.map(({ id }) => id);
    expect(ours).toEqual({ ...others, hills: others.hills.filter(({ id }) => ids.includes(id)) });
  });

  it("goes on learning with them", () => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, prunedComponents: 2, pruningStep: 80 }, referenceBackend);
    const world = new SmallWorld(1);
    live([agent], world, 80);
    const before = agent.policy.toJSON().hills;
    live([agent], world, 300);
    const after = agent.policy.toJSON().hills;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    after.forEach((hill, i) => {
      expect(hill.weights).not.toEqual(before[i].weights);
    });
  });

  it("may prune before it has learned or remembered anything", () => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, prunedComponents: 4, pruningStep: 1 }, referenceBackend);
    live([agent], new SmallWorld(2), 60);
    expect(agent.policy.hills.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  });
});
