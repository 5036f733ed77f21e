import { describe, expect, it } from "vitest";
import { packedLength, unpackQuadraticForm } from "../linalg/packed.ts";
import { expectClose } from "../linalg/random-matrix.case.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { softThreshold } from "../optimizers/soft-threshold.ts";
import { agentOptions } from "../options/agent-options.ts";
import { greedyAction } from "../policies/greedy.ts";
import { gaussians } from "../q-functions/gaussians.ts";
import type { Mixture } from "../q-functions/mixture.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { LearnerOptions } from "./backend.ts";
import {
  chooseRows,
  copyState,
  fillBuffer,
  LEARNER_OPTIONS,
  learn,
  problemNormalizer,
  sampledValues,
} from "./learner-problem.case.ts";
import { ReferenceLearner } from "./reference-learner.ts";

type State = ReturnType<ReferenceLearner["state"]>;

const D = LEARNER_OPTIONS.observationSize;
const A = LEARNER_OPTIONS.actionCount;
const J = LEARNER_OPTIONS.factorCount;

/** Numbers a component has in each table of a learner's state, by path. */
function rowSizes(): Record<string, number> {
  return {
    "current/means": D,
    "current/covariancePoints": D * D,
    "current/factors": J * A,
    "current/identities": 1,
    "target/means": D,
    "target/quadraticForms": packedLength(D),
    "target/weights": A,
    "averaged/means": D,
    "averaged/quadraticForms": packedLength(D),
    "averaged/weights": A,
    "meanOptimizer/first": D,
    "meanOptimizer/second": D,
    "meanOptimizer/greatest": D,
    "covarianceOptimizer/momentum": D * D,
    "covarianceOptimizer/second": 1,
    "covarianceOptimizer/greatest": 1,
    "factorOptimizer/first": J * A,
    "factorOptimizer/second": J * A,
    "factorOptimizer/greatest": J * A,
  };
}

/** Copies the components `rows` of one learner's state to the first rows of another's, and all that is not per component. */
function copyComponents(to: State, from: State, rows: readonly number[]): void {
  const sizes = rowSizes();
  for (const [group, arrays] of Object.entries(from)) {
    for (const [name, array] of Object.entries(arrays)) {
      const size = sizes[`${group}/${name}`];
      const target = to[group][name];
      if (size === undefined) {
        if (name !== "counts") target.set(array);
        continue;
      }
      for (const [k, row] of rows.entries())
        target.set(array.subarray(row * size, (row + 1) * size), k * size);
    }
  }
}

function learnerWith(options: Partial<LearnerOptions>, seed = 1): ReferenceLearner {
  const learner = new ReferenceLearner({ ...LEARNER_OPTIONS, ...options }, seed);
  fillBuffer(learner, Xoshiro128.fromSeed(7, 34), 40);
  return learner;
}

describe("ReferenceLearner", () => {
  it.each(
    agentOptions.target.choices.flatMap((target) => [true, false].map((doubleQ) => ({ target, doubleQ }))),
  )(
    "has δ = Q(s,a) − r + b(1 − discount) − discount·Q_target(s', choice), $target target, double Q $doubleQ",
    (options) => {
      const learner = learnerWith(options);
      const random = Xoshiro128.fromSeed(0, 34);
      learn(learner, random, 30);
      chooseRows(learner, random);
      const normalizer = problemNormalizer(D);
      const errors = learner.measureTdErrors(normalizer);
      const { means, quadraticForms, weights } = learner.state().target as Record<string, Float64Array>;
      const copy: Mixture = {
        observationSize: D,
        actionCount: A,
        liveCount: 6,
        means,
        formLength: learner.current.formLength,
        quadraticForms,
        weights,
      };
      const source = options.target === "current" ? learner.current : copy;
      const { buffer } = learner;
      const valuesAt = (mixture: Mixture, observations: Float64Array, row: number) => {
        const [normalized, values] = [new Float64Array(D), new Float64Array(A)];
        normalizer.normalize(normalized, 0, observations, row * D);
        learner.actionValues(values, mixture, normalized, 1);
        return values;
      };
      learner.rows.forEach((row, t) => {
        const mask = buffer.nextMasks.subarray(row * A, (row + 1) * A);
        const values = valuesAt(source, buffer.nextObservations, row);
        const choice = options.doubleQ ? valuesAt(learner.current, buffer.nextObservations, row) : values;
        const discount = buffer.discounts[row];
        const earned = buffer.rewards[row] - normalizer.commonValue * (1 - discount);
        const target = earned / normalizer.rewardScale + discount * values[greedyAction(choice, mask)];
        const own = valuesAt(learner.current, buffer.observations, row)[buffer.actions[row]];
        expect(errors[t]).toBeCloseTo(own - target, 12);
      });
    },
  );

  it("copies a hard target every targetInterval updates and never between", () => {
    const learner = learnerWith({ target: "hard", targetInterval: 7 });
    const random = Xoshiro128.fromSeed(1, 34);
    let before = learner.state().target.weights.slice();
    for (let update = 1; update <= 30; update++) {
      learn(learner, random, 1);
      const { weights } = learner.state().target;
      expect([...weights]).toEqual([...(update % 7 === 0 ? learner.current.weights : before)]);
      before = weights.slice();
    }
  });

  it("moves the soft target by its rate, and the average by its own or 10/n, whichever is more", () => {
    const learner = learnerWith({ target: "soft", targetRate: 0.25, averagingRate: 0.4 });
    const random = Xoshiro128.fromSeed(2, 34);
    for (let update = 1; update <= 40; update++) {
      const before = structuredClone(learner.state());
      learn(learner, random, 1);
      const after = learner.state();
      for (const [copy, rate] of [
        ["target", 0.25],
        ["averaged", Math.min(1, Math.max(0.4, 10 / update))],
      ] as const) {
        for (const name of ["means", "quadraticForms", "weights"] as const) {
          after[copy][name].forEach((value, i) => {
            const old = before[copy][name][i];
            expect(value).toBeCloseTo(old + rate * (learner.current[name][i] - old), 12);
          });
        }
      }
    }
  });

  it.each(agentOptions.optimizer.choices)(
    "does not notice in which order its components stand, %s",
    (optimizer) => {
      const learner = learnerWith({ optimizer });
      const random = Xoshiro128.fromSeed(3, 34);
      learn(learner, random, 12);
      const order = [3, 0, 5, 1, 4, 2];
      const permuted = learnerWith({ optimizer });
      copyComponents(permuted.state(), learner.state(), order);
      permuted.restored();
      learn(permuted, new Xoshiro128(random.state), 1);
      learn(learner, random, 1);
      const expected = structuredClone(permuted.state());
      copyComponents(expected, learner.state(), order);
      for (const [group, arrays] of Object.entries(expected)) {
        for (const [name, array] of Object.entries(arrays)) {
          permuted.state()[group][name].forEach((value, i) => {
            expect(Math.abs(value - array[i])).toBeLessThan(1e-11 * (1 + Math.abs(array[i])));
          });
        }
      }
    },
  );

  it("does not notice how its actions are numbered", () => {
    const shape = { actionCount: 3, factorCount: 2 };
    const learner = learnerWith(shape);
    const random = Xoshiro128.fromSeed(4, 34);
    learn(learner, random, 12);
    const order = [2, 0, 1];
    const permuted = new ReferenceLearner({ ...LEARNER_OPTIONS, ...shape }, 1);
    copyState(permuted, learner);
    for (const table of ["factors", "first", "second", "weights"]) {
      for (const [group, arrays] of Object.entries(learner.state())) {
        if (/mean|covariance/.test(group) || !(table in arrays)) continue;
        permuteActions(permuted.state()[group][table], arrays[table], order);
      }
    }
    permuted.restored();
    const { buffer } = learner;
    for (let i = 0; i < 40; i++) {
      const mask = buffer.nextMasks.subarray(3 * i, 3 * i + 3);
      permuted.buffer.append(
        buffer.observations,
        3 * i,
        order.indexOf(buffer.actions[i]),
        buffer.rewards[i],
        buffer.nextObservations.slice(3 * i, 3 * i + 3),
        Uint8Array.from(order, (a) => mask[a]),
        buffer.discounts[i],
      );
    }
    learn(permuted, new Xoshiro128(random.state), 5);
    learn(learner, random, 5);
    const values = sampledValues(learner, learner.current, 20, 0);
    const permutedValues = sampledValues(permuted, permuted.current, 20, 0);
    values.forEach((value, i) => {
      expect(permutedValues[i - (i % 3) + order.indexOf(i % 3)]).toBe(value);
    });
    expect(permuted.statistics.loss).toBeCloseTo(learner.statistics.loss, 13);
    expect([...permuted.current.means]).toEqual([...learner.current.means]);
    expect([...permuted.current.covariancePoints]).toEqual([...learner.current.covariancePoints]);
  });

  it.each(agentOptions.optimizer.choices)(
    "learns to the bit as if its dead hills had never been there, %s",
    (optimizer) => {
      for (const target of agentOptions.target.choices) {
        const options = { optimizer, target, pruneThreshold: 0 };
        const learner = learnerWith(options);
        learn(learner, Xoshiro128.fromSeed(5, 34), 12);
        const alive = [0, 2, 3, 5];
        const state = learner.state();
        for (const dead of [1, 4]) {
          for (const [path, size] of Object.entries(rowSizes())) {
            if (!/factor|weights/.test(path)) continue;
            const [group, name] = path.split("/");
            state[group][name]?.fill(0, dead * size, (dead + 1) * size);
          }
        }
        learner.restored();
        const small = learnerWith({ ...options, componentCount: 4 });
        copyComponents(small.state(), state, alive);
        small.restored();

        const [random, smallRandom] = [6, 6].map((seed) => Xoshiro128.fromSeed(seed, 34));
        for (let n = 0; n < 120; n++) {
          learn(learner, random, 1, 1e-4);
          learn(small, smallRandom, 1, 1e-4);
          expect([...learner.tdErrors]).toEqual([...small.tdErrors]);
        }
        // They were dropped on the way, at update 100.
        expect(learner.current.liveCount).toBe(4);
        expect([...learner.identities.subarray(0, 4)]).toEqual(alive);
        expect(learner.statistics).toEqual(small.statistics);
        for (const name of ["current", "averaged"] as const) {
          expect([...sampledValues(learner, learner[name], 20, 1)]).toEqual([
            ...sampledValues(small, small[name], 20, 1),
          ]);
        }
        for (const [group, arrays] of Object.entries(small.state())) {
          for (const [name, array] of Object.entries(arrays)) {
            if (name === "identities") continue;
            expect([...learner.state()[group][name].subarray(0, array.length)]).toEqual([...array]);
          }
        }
      }
    },
  );

  it.each(agentOptions.optimizer.choices)(
    "learns to the bit as if the hills it does not keep had never been there, %s",
    (optimizer) => {
      for (const target of agentOptions.target.choices) {
        const learner = learnerWith({ optimizer, target });
        learn(learner, Xoshiro128.fromSeed(11, 34), 12);
        const kept = [0, 2, 3, 5];
        const small = learnerWith({ optimizer, target, componentCount: 4 });
        copyComponents(small.state(), learner.state(), kept);
        small.restored();
        learner.keep((row) => kept.includes(row));

        const [random, smallRandom] = [12, 12].map((seed) => Xoshiro128.fromSeed(seed, 34));
        for (let n = 0; n < 20; n++) {
          learn(learner, random, 1);
          learn(small, smallRandom, 1);
          expect([...learner.tdErrors]).toEqual([...small.tdErrors]);
        }
        expect([...learner.identities.subarray(0, 4)]).toEqual(kept);
        for (const [group, arrays] of Object.entries(small.state())) {
          for (const [name, array] of Object.entries(arrays)) {
            if (name === "identities") continue;
            expect([...learner.state()[group][name].subarray(0, array.length)]).toEqual([...array]);
          }
        }
      }
    },
  );

  it("keeps the eigenvalues of C⁻¹ within their bounds, looking after them every hundredth update", () => {
    const bounds = { precisionMinimum: 0.9, precisionMaximum: 1.1 };
    const learner = learnerWith({ ...bounds, covarianceLearningRate: 0.05 });
    learn(learner, Xoshiro128.fromSeed(8, 34), 99);
    const eigen = new SymmetricEigen(D);
    const matrix = new Float64Array(D * D);
    const extremes = () => {
      const all = [0, 1, 2, 3, 4, 5].flatMap((k) => {
        unpackQuadraticForm(matrix, 0, learner.current.quadraticForms, k * packedLength(D), D);
        eigen.decompose(matrix, 0);
        return [...eigen.values];
      });
      return [Math.min(...all), Math.max(...all)];
    };
    expect(extremes()[1] - extremes()[0]).toBeGreaterThan(0.3);
    learn(learner, Xoshiro128.fromSeed(9, 34), 1);
    expect(extremes()[0]).toBeGreaterThan(0.9 - 1e-6);
    expect(extremes()[1]).toBeLessThan(1.1 + 1e-6);
  });

  it.each(agentOptions.optimizer.choices)(
    "l1-proximal: an update is one without a penalty, then the soft threshold at 2ρ times each weight's own step size, %s",
    (optimizer) => {
      const options = { optimizer, penalty: "l1-proximal", factorCount: 1 } as const;
      const [learner, free] = [learnerWith(options), learnerWith(options)];
      const sparsity = optimizer === "sgd" ? 1 : 0.05;
      for (const [n, learningRateFactor] of [1, 0.5, 0.01].entries()) {
        for (const each of [learner, free]) {
          chooseRows(each, Xoshiro128.fromSeed(n, 35));
          each.update(problemNormalizer(D), {
            learningRateFactor,
            sparsity: each === learner ? sparsity : 0,
          });
        }
        const { second, greatest, powers } = free.state().factorOptimizer;
        const expected = free.current.weights.map((weight, i) => {
          const spread =
            optimizer === "sgd" ? 1 : Math.sqrt((greatest ?? second)[i] / (1 - powers[1])) + 1e-8;
          const stepSize = (learningRateFactor * LEARNER_OPTIONS.weightLearningRate) / spread;
          return softThreshold(weight, 2 * sparsity * stepSize);
        });
        expectClose(learner.current.weights, expected, 1e-13);
        const left = expected.filter((weight) => weight !== 0).length;
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThan(expected.length);
        copyState(free, learner);
      }
    },
  );

  it.each(agentOptions.optimizer.choices)(
    "l1-proximal by %s ends at the lasso of the hills that are left: slopes of 2ρ against each weight, no more where it is 0",
    (optimizer) => {
      const learner = new ReferenceLearner(
        {
          ...LEARNER_OPTIONS,
          penalty: "l1-proximal",
          factorCount: 1,
          optimizer,
          loss: "squared",
          componentCount: 12,
          meanLearningRate: 0,
          covarianceLearningRate: 0,
          weightLearningRate: optimizer === "sgd" ? 0.2 : 0.02,
          pruneThreshold: 0,
          target: "current",
        },
        3,
      );
      chooseEndedTransitions(learner, Xoshiro128.fromSeed(13, 34));
      const sparsity = 0.05;
      const schedule = { learningRateFactor: 1, sparsity };
      for (let n = 0; n < 6000; n++) learner.update(problemNormalizer(D), schedule);

      const { weights } = learner.current;
      const slopes = weightSlopes(learner);
      let empty = 0;
      slopes.forEach((slope, i) => {
        if (weights[i] !== 0) expect(slope).toBeCloseTo(-2 * sparsity * Math.sign(weights[i]), 6);
        else {
          empty++;
          expect(Math.abs(slope)).toBeLessThanOrEqual(2 * sparsity);
        }
      });
      expect(empty).toBeGreaterThan(0);
      expect(empty).toBeLessThan(slopes.length);
    },
  );

  it("descends: on one minibatch with terminated transitions the loss falls a hundredfold", () => {
    for (const optimizer of agentOptions.optimizer.choices) {
      const learner = new ReferenceLearner(
        { ...LEARNER_OPTIONS, optimizer, loss: "squared", componentCount: 20, weightLearningRate: 0.05 },
        1,
      );
      chooseEndedTransitions(learner, Xoshiro128.fromSeed(10, 34));
      const schedule = { learningRateFactor: 1, sparsity: 0 };
      learner.update(problemNormalizer(D), schedule);
      const first = learner.statistics.loss;
      for (let n = 0; n < 1500; n++) learner.update(problemNormalizer(D), schedule);
      expect(learner.statistics.loss).toBeLessThan(first / 100);
    }
  });
});

/** Fills a minibatch with transitions that all end, so that their targets stay what they are: action n mod A at row n. */
function chooseEndedTransitions(learner: ReferenceLearner, random: Xoshiro128): void {
  const { buffer, rows, importance } = learner;
  for (let n = 0; n < rows.length; n++) {
    const observation = Float64Array.from({ length: D }, (_, i) => i - 1 + random.normal() / 2);
    buffer.append(observation, 0, n % A, n - 4, observation, Uint8Array.of(1, 1), 0);
    rows[n] = n;
  }
  importance.fill(1);
}

/** ∂L/∂ξ of the squared loss on what `chooseEndedTransitions` chose, without a penalty. */
function weightSlopes(learner: ReferenceLearner): Float64Array {
  const { current, buffer } = learner;
  const count = buffer.length;
  const errors = learner.measureTdErrors(problemNormalizer(D));
  const observations = new Float64Array(count * D);
  for (let t = 0; t < count; t++) {
    problemNormalizer(D).normalize(observations, t * D, buffer.observations, t * D);
  }
  const table = new Float64Array(current.liveCount * count);
  gaussians(table, current, observations, count);
  const slopes = new Float64Array(current.liveCount * A);
  for (let k = 0; k < current.liveCount; k++) {
    for (let t = 0; t < count; t++) slopes[k * A + (t % A)] += (2 * errors[t] * table[k * count + t]) / count;
  }
  return slopes;
}

/** Rows of three actions each, renumbered: new action i is old action order[i]. */
function permuteActions(
  to: Float64Array | Int32Array,
  from: Float64Array | Int32Array,
  order: readonly number[],
): void {
  for (let at = 0; at < from.length; at += 3) {
    for (const [i, a] of order.entries()) to[at + i] = from[at + a];
  }
}
