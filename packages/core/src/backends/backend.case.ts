import { describe, expect, it } from "vitest";
import type { CovarianceMetricName } from "../manifolds/covariance-form.ts";
import { agentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { Backend, Learner, LearnerOptions } from "./backend.ts";
import {
  chooseRows,
  copyState,
  fillBuffer,
  LEARNER_OPTIONS,
  learn,
  problemNormalizer,
  sampledValues,
} from "./learner-problem.case.ts";
import { referenceBackend } from "./reference-backend.ts";
import { UPKEEP_INTERVAL } from "./rhythm.ts";

/** How a backend is held to the reference. */
export interface BackendTrial {
  readonly backend: Backend;
  /**
   * Greatest difference from the reference, relative to the greatest number of each kind (and at least 1). One size in fifty
   * may differ by more, up to a step the other way: Adam's first steps forget a gradient's size, and where its terms cancel
   * to less than their rounding, its sign is a matter of rounding too.
   */
  readonly tolerance: number;
  /** `full` sweeps K = 1…67, D = 1…12, A = 1…6, J = 1…4 and T = 1…130: every unaligned tail of any vector width. */
  readonly sweep?: "moderate" | "full";
  /** The metrics that it computes; all of them unless said otherwise. */
  readonly metrics?: readonly CovarianceMetricName[];
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

const SWEEPS = {
  moderate: {
    componentCount: [...upTo(9), 16, 17, 31],
    observationSize: upTo(9),
    actionCount: upTo(5),
    factorCount: upTo(4),
    batchSize: [...upTo(9), 16, 17, 33],
    mixed: 15,
  },
  full: {
    componentCount: upTo(67),
    observationSize: upTo(12),
    actionCount: upTo(6),
    factorCount: upTo(4),
    batchSize: upTo(130),
    mixed: 200,
  },
};
const SIZES = ["componentCount", "observationSize", "actionCount", "factorCount", "batchSize"] as const;
type Sizes = Record<(typeof SIZES)[number], number>;

const L1_PENALTIES = ["l1-subgradient", "l1-proximal"] as const;
/** Enough to make some weights 0 in a few updates. */
const L1_SPARSITY = 0.1;

/** What every backend must pass. Titles say "reference" where the float64 reference is the measure; the rest are laws. */
export function describeBackend({
  backend,
  tolerance,
  sweep = "moderate",
  metrics = agentOptions.metric.choices,
}: BackendTrial): void {
  const ranges = SWEEPS[sweep];

  describe("equals the reference after each of four updates, in Q, weights, TD errors and statistics", () => {
    describe.each(agentOptions.covariance.choices)("with %s covariances", (covariance) => {
      it.each(SIZES)("for every %s", (size) => {
        const differences = ranges[size].map((value) =>
          greatestDifference(backend, { ...LEARNER_OPTIONS, covariance, [size]: value }, value),
        );
        expectWithin(differences, tolerance);
      });

      it("for sizes mixed at random", () => {
        const random = Xoshiro128.fromSeed(0, 30);
        const differences = Array.from({ length: ranges.mixed }, (_, trial) => {
          const sizes = mixedSizes(ranges, random);
          return greatestDifference(backend, { ...LEARNER_OPTIONS, covariance, ...sizes }, trial);
        });
        expectWithin(differences, tolerance);
      });

      it.each(agentOptions.optimizer.choices)("with the optimiser %s", (optimizer) => {
        compareWithReference(backend, { ...LEARNER_OPTIONS, covariance, optimizer }, tolerance, 1);
      });

      it.each(agentOptions.optimizer.choices)("with steps of the longest, by %s", (optimizer) => {
        const options = { ...LEARNER_OPTIONS, covariance, optimizer, covarianceLearningRate: 50 };
        compareWithReference(backend, options, tolerance, 6);
      });

      it("beyond the bounds of precision, to which upkeep brings it back", () => {
        const options = { ...LEARNER_OPTIONS, covariance, precisionMinimum: 2.45, precisionMaximum: 2.55 };
        const learners = [backend, referenceBackend].map((each) => each.createLearner(options, 7));
        for (const learner of learners) {
          fillBuffer(learner, Xoshiro128.fromSeed(7, 32), 40);
          learn(learner, Xoshiro128.fromSeed(7, 33), UPKEEP_INTERVAL, 0);
        }
        const [found, expected] = learners.map(({ current }) => current.quadraticForms);
        expectClose(found, expected, Math.max(1e-12, 20 * tolerance), "precisions after a hundred updates");
      });
    });

    it.each([...metrics])("in the metric %s", (metric) => {
      compareWithReference(backend, { ...LEARNER_OPTIONS, metric }, tolerance, 2);
    });

    it.each(
      agentOptions.target.choices.flatMap((target) => [true, false].map((doubleQ) => ({ target, doubleQ }))),
    )("with $target target, double Q $doubleQ", (options) => {
      compareWithReference(backend, { ...LEARNER_OPTIONS, ...options, targetInterval: 2 }, tolerance, 3);
    });

    it.each(["squared", "huber", "adaptive-huber"] as const)("with the loss %s", (loss) => {
      compareWithReference(backend, { ...LEARNER_OPTIONS, loss, huberThreshold: 0.3 }, tolerance, 4);
    });

    describe.each(L1_PENALTIES)("with the penalty %s", (penalty) => {
      const options = { ...LEARNER_OPTIONS, penalty, factorCount: 1 };

      it.each(agentOptions.optimizer.choices)("by %s", (optimizer) => {
        compareWithReference(backend, { ...options, optimizer }, tolerance, 9, L1_SPARSITY);
      });

      it("for sizes mixed at random", () => {
        const random = Xoshiro128.fromSeed(1, 30);
        const differences = Array.from({ length: ranges.mixed }, (_, trial) => {
          const sizes = mixedSizes(ranges, random);
          return greatestDifference(backend, { ...options, ...sizes, factorCount: 1 }, trial, L1_SPARSITY);
        });
        expectWithin(differences, tolerance);
      });
    });

    it("as a table of states", () => {
      const table = { observationSize: 1, stateCount: 3, componentCount: 3 };
      const still = { meanLearningRate: 0, covarianceLearningRate: 0 };
      const options = { ...LEARNER_OPTIONS, ...table, ...still };
      compareWithReference(backend, options, tolerance, 8);
    });

    it("from unit signs too", () => {
      const options = { ...LEARNER_OPTIONS, initialization: "unit-sign", averagingRate: 1 } as const;
      compareWithReference(backend, options, tolerance, 5);
    });
  });

  describe("keeps the laws", () => {
    it("keep leaves the hills it keeps bit for bit, current and averaged, and learns on as the reference does", () => {
      const random = Xoshiro128.fromSeed(9, 31);
      for (let trial = 0; trial < 12; trial++) {
        const componentCount = 1 + random.integer(20);
        const options = {
          ...LEARNER_OPTIONS,
          componentCount,
          covariance: agentOptions.covariance.choices[trial % 2],
          optimizer: agentOptions.optimizer.choices[trial % 3],
        };
        const kept = upTo(componentCount - 1).filter(() => random.uniform() < 0.5);
        const [learner, reference] = [backend, referenceBackend].map((each) => {
          const made = each.createLearner(options, trial);
          const itsRandom = Xoshiro128.fromSeed(trial, 35);
          fillBuffer(made, itsRandom, 40);
          learn(made, itsRandom, 3);
          const before = hillsOf(made, kept);
          made.keep((row) => kept.includes(row));
          expect(made.current.liveCount).toBe(kept.length);
          expect(made.averaged.liveCount).toBe(kept.length);
          expect([...made.identities.subarray(0, kept.length)]).toEqual(kept);
          expect(hillsOf(made, [...kept.keys()])).toEqual(before);
          learn(made, itsRandom, 2);
          return made;
        });
        for (const name of ["current", "averaged"] as const) {
          const expected = sampledValues(reference, reference[name], 9, 0);
          expectClose(sampledValues(learner, learner[name], 9, 0), expected, tolerance, `Q of ${name}`);
        }
        expectClose(learner.tdErrors, reference.tdErrors, tolerance, "TD errors");
      }
    });

    it("keep of every hill changes nothing", () => {
      const [learner, twin] = [1, 1].map((seed) => backend.createLearner(LEARNER_OPTIONS, seed));
      for (const each of [learner, twin]) {
        const random = Xoshiro128.fromSeed(10, 31);
        fillBuffer(each, random, 40);
        learn(each, random, 5);
      }
      learner.keep(() => true);
      expect(learner.state()).toEqual(twin.state());
    });

    it("rescale multiplies every Q-function by the factor, current, averaged and target, and the mean TD error", () => {
      for (const factorCount of [1, 2, 3]) {
        for (const factor of [0.01, 0.7, 3, 1e4]) {
          const covariance = factorCount === 2 ? "diagonal" : "full";
          const learner = backend.createLearner({ ...LEARNER_OPTIONS, covariance, factorCount }, 1);
          const random = Xoshiro128.fromSeed(1, 31);
          fillBuffer(learner, random, 40);
          learn(learner, random, 20);
          const mixtures = [learner.current, learner.averaged];
          const values = mixtures.map((mixture) => sampledValues(learner, mixture, 9, 0));
          // δ = Q(s,a) − r/scale − discount·Q_target(s'): in a unit of reward that is smaller by the factor, each term grows by it.
          chooseRows(learner, random);
          const errors = learner.measureTdErrors(problemNormalizer(3, 2)).slice();
          const { meanTdError } = learner.statistics;
          learner.rescale(factor);
          const newMean = learner.statistics.meanTdError;
          expectClose([newMean], [meanTdError * factor], Math.max(1e-12, tolerance), "mean |TD error|", 0);
          const newErrors = learner.measureTdErrors(problemNormalizer(3, 2 / factor));
          const closeness = Math.max(1e-12, tolerance);
          mixtures.forEach((mixture, i) => {
            const expected = values[i].map((value) => value * factor);
            expectClose(sampledValues(learner, mixture, 9, 0), expected, closeness, "values", 0);
          });
          expectClose(
            newErrors,
            errors.map((error) => error * factor),
            closeness,
            "TD errors",
            0,
          );
        }
      }
    });

    it("a learner given another's state goes on as that one, to the bit, hills dropped or not", () => {
      for (const sparsity of [0, 0.05]) {
        for (const optimizer of agentOptions.optimizer.choices) {
          const covariance = optimizer === "adam" ? "diagonal" : "full";
          const options = { ...LEARNER_OPTIONS, covariance, optimizer, pruneThreshold: 0.05 } as const;
          const learner = backend.createLearner(options, 1);
          const twin = backend.createLearner(options, 2);
          fillBuffer(learner, Xoshiro128.fromSeed(2, 31), 40);
          fillBuffer(twin, Xoshiro128.fromSeed(2, 31), 40);
          const random = Xoshiro128.fromSeed(3, 31);
          learn(learner, random, 203, sparsity);
          learner.keep((row) => row !== 1);
          copyState(twin, learner);
          const twinRandom = new Xoshiro128(random.state);
          expect(twin.updateCount).toBe(203);
          learn(learner, random, 110, sparsity);
          learn(twin, twinRandom, 110, sparsity);
          expect(twin.current.liveCount).toBe(learner.current.liveCount);
          expect([...twin.tdErrors]).toEqual([...learner.tdErrors]);
          expect({ ...twin.statistics }).toEqual({ ...learner.statistics });
          expect(twin.state()).toEqual(learner.state());
          const live = twin.current.liveCount;
          expect([...twin.identities.subarray(0, live)]).toEqual([...learner.identities.subarray(0, live)]);
          for (const name of ["current", "averaged"] as const) {
            const values = sampledValues(learner, learner[name], 9, 0);
            expect([...sampledValues(twin, twin[name], 9, 0)]).toEqual([...values]);
          }
        }
      }
    });

    it("measureTdErrors changes nothing that is learned", () => {
      const [learner, twin] = [1, 1].map((seed) => backend.createLearner(LEARNER_OPTIONS, seed));
      for (const each of [learner, twin]) fillBuffer(each, Xoshiro128.fromSeed(4, 31), 40);
      const [random, twinRandom] = [5, 5].map((seed) => Xoshiro128.fromSeed(seed, 31));
      const elsewhere = Xoshiro128.fromSeed(6, 31);
      for (let n = 0; n < 10; n++) {
        chooseRows(learner, elsewhere);
        learner.measureTdErrors(problemNormalizer(3));
        learn(learner, random, 1);
        learn(twin, twinRandom, 1);
      }
      expect(learner.state()).toEqual(twin.state());
    });

    it("the same seed makes the same learner, another seed another", () => {
      const learners = [1, 1, 2].map((seed) => backend.createLearner(LEARNER_OPTIONS, seed));
      expect(learners[1].state()).toEqual(learners[0].state());
      expect(learners[2].state()).not.toEqual(learners[0].state());
    });

    it("a penalty drops dead hills, in their order, until none is left and Q is 0; learning still runs", () => {
      const learner = backend.createLearner({ ...LEARNER_OPTIONS, pruneThreshold: 0.2 }, 1);
      const random = Xoshiro128.fromSeed(7, 31);
      fillBuffer(learner, random, 40);
      let before = [0, 1, 2, 3, 4, 5];
      for (let round = 0; round < 15; round++) {
        learn(learner, random, 100, 0.02 * round ** 2);
        const alive = [...learner.identities.subarray(0, learner.current.liveCount)];
        expect(alive).toEqual(before.filter((id) => alive.includes(id)));
        expect(learner.averaged.liveCount).toBe(alive.length);
        for (const mixture of [learner.current, learner.averaged]) {
          expect(sampledValues(learner, mixture, 9, 0).every(Number.isFinite)).toBe(true);
        }
        before = alive;
      }
      expect(before).toEqual([]);
      expect(sampledValues(learner, learner.current, 3, 0).every((value) => value === 0)).toBe(true);
      expect(learner.statistics.gradientNorm).toBe(0);
      expect(Number.isFinite(learner.statistics.loss)).toBe(true);
    });

    it.each(L1_PENALTIES)("the loss has 2ρ‖Ξ‖₁ in it under %s", (penalty) => {
      const options = { ...LEARNER_OPTIONS, penalty, factorCount: 1 };
      const [loss, lossWithout] = [0.3, 0].map((sparsity) => {
        const learner = backend.createLearner(options, 1);
        fillBuffer(learner, Xoshiro128.fromSeed(11, 31), 40);
        learn(learner, Xoshiro128.fromSeed(12, 31), 1, sparsity);
        return learner.statistics.loss;
      });
      const { weights } = backend.createLearner(options, 1).current;
      const size = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
      expectClose([loss - lossWithout], [2 * 0.3 * size], Math.max(1e-12, tolerance), "penalty");
    });

    it.each(agentOptions.optimizer.choices)(
      "l1-proximal empties weights, and drops their hills without a pruning threshold; l1-subgradient does neither, by %s",
      (optimizer) => {
        const [proximal, subgradient] = (["l1-proximal", "l1-subgradient"] as const).map((penalty) => {
          const options = { ...LEARNER_OPTIONS, optimizer, penalty, factorCount: 1, pruneThreshold: 0 };
          const learner = backend.createLearner(options, 2);
          const random = Xoshiro128.fromSeed(13, 31);
          fillBuffer(learner, random, 40);
          learn(learner, random, UPKEEP_INTERVAL - 1, L1_SPARSITY);
          const empty = learner.current.weights.filter((weight) => weight === 0).length;
          learn(learner, random, 1, L1_SPARSITY);
          const left = learner.current.liveCount;
          expect(learner.averaged.liveCount).toBe(left);
          return { empty, left };
        });
        expect(proximal.empty).toBeGreaterThan(0);
        expect(proximal.left).toBeLessThan(LEARNER_OPTIONS.componentCount);
        expect(subgradient).toEqual({ empty: 0, left: LEARNER_OPTIONS.componentCount });
      },
    );

    it("an observation's values do not depend on the batch it stands in", () => {
      const learner = backend.createLearner(LEARNER_OPTIONS, 3);
      const random = Xoshiro128.fromSeed(8, 31);
      for (let count = 1; count <= 20; count++) {
        const observations = Float64Array.from({ length: 3 * count }, () => random.normal());
        const together = new Float64Array(2 * count);
        learner.actionValues(together, learner.current, observations, count);
        const alone = new Float64Array(2);
        for (let t = 0; t < count; t++) {
          learner.actionValues(alone, learner.current, observations.slice(3 * t, 3 * t + 3), 1);
          expectClose(alone, together.subarray(2 * t, 2 * t + 2), tolerance, "values");
        }
      }
    });
  });
}

/** Means, precisions and weights of some rows of a learner's mixtures. */
function hillsOf({ current, averaged, identities }: Learner, rows: readonly number[]): number[][] {
  const tables = [current, averaged].flatMap(({ means, quadraticForms, weights }) => [
    means,
    quadraticForms,
    weights,
  ]);
  return tables.flatMap((table) => {
    const rowSize = table.length / identities.length;
    return rows.map((row) => [...table.subarray(row * rowSize, (row + 1) * rowSize)]);
  });
}

function mixedSizes(ranges: Record<keyof Sizes, readonly number[]>, random: Xoshiro128): Sizes {
  return Object.fromEntries(
    SIZES.map((size) => [size, ranges[size][random.integer(ranges[size].length)]]),
  ) as Sizes;
}

function compareWithReference(
  backend: Backend,
  options: LearnerOptions,
  tolerance: number,
  seed: number,
  sparsity?: number,
): void {
  expectWithin([greatestDifference(backend, options, seed, sparsity)], tolerance);
}

/** How far a backend's learner is from the reference's, and in what. */
interface Difference {
  readonly size: number;
  readonly what: string;
}

/** The greatest difference over the beginning and four updates. */
function greatestDifference(
  backend: Backend,
  options: LearnerOptions,
  seed: number,
  sparsity?: number,
): Difference {
  const expected = referenceBackend.createLearner(options, seed);
  const found = backend.createLearner(options, seed);
  fillBuffer(expected, Xoshiro128.fromSeed(seed, 32), 30);
  fillBuffer(found, Xoshiro128.fromSeed(seed, 32), 30);
  const [expectedRandom, foundRandom] = [33, 33].map((stream) => Xoshiro128.fromSeed(seed, stream));
  const { componentCount: K, observationSize: D, actionCount: A, factorCount: J, batchSize: T } = options;
  let greatest: Difference = { size: 0, what: "nothing" };
  for (let update = 0; update <= 4; update++) {
    const where = `K ${K}, D ${D}, A ${A}, J ${J}, T ${T}, after ${update} updates`;
    const compare = (what: string, ours: ArrayLike<number>, theirs: ArrayLike<number>) => {
      const size = relativeDifference(ours, theirs, 1);
      if (!(size <= greatest.size)) greatest = { size, what: `${what}, ${where}` };
    };
    for (const name of ["current", "averaged"] as const) {
      const values = sampledValues(expected, expected[name], 5, seed);
      compare(`Q of ${name}`, sampledValues(found, found[name], 5, seed), values);
      const live = expected[name].liveCount;
      expect(found[name].liveCount).toBe(live);
      const weights = expected[name].weights.subarray(0, live * A);
      compare(`ξ of ${name}`, found[name].weights.subarray(0, live * A), weights);
    }
    compare("TD errors", found.tdErrors, expected.tdErrors);
    compare("statistics", Object.values(found.statistics), Object.values(expected.statistics));
    expect(found.updateCount).toBe(update);
    learn(expected, expectedRandom, 1, sparsity);
    learn(found, foundRandom, 1, sparsity);
  }
  return greatest;
}

/** How many of the differences may exceed the tolerance, and what they must not exceed: two steps of any parameter. */
const EXCEPTIONS = 1 / 50;
const EXCEPTIONAL = 2 * LEARNER_OPTIONS.weightLearningRate;

function expectWithin(differences: readonly Difference[], tolerance: number): void {
  const sorted = differences.toSorted((x, y) => y.size - x.size);
  const exceptions = tolerance === 0 ? 0 : Math.floor(differences.length * EXCEPTIONS);
  expect(sorted[0].size, sorted[0].what).toBeLessThanOrEqual(exceptions > 0 ? EXCEPTIONAL : tolerance);
  expect(sorted[exceptions].size, sorted[exceptions].what).toBeLessThanOrEqual(tolerance);
}

function expectClose(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
  least = 1,
): void {
  expect(relativeDifference(found, expected, least), what).toBeLessThanOrEqual(tolerance);
}

/** Greatest difference, relative to the greatest expected number or `least`. NaN where a number is NaN. */
function relativeDifference(found: ArrayLike<number>, expected: ArrayLike<number>, least: number): number {
  expect(found.length).toBe(expected.length);
  let greatest = least;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    greatest = Math.max(greatest, Math.abs(expected[i]));
    difference = Math.max(difference, Math.abs(found[i] - expected[i]));
  }
  return difference / greatest;
}
