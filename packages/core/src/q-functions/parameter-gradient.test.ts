import { describe, expect, it } from "vitest";
import { addPenaltyGradient, type Penalty, sparsityPenalty } from "../losses/sparsity-penalty.ts";
import { tdLoss, tdSlopes } from "../losses/td-loss.ts";
import { tdErrors } from "../losses/td-target.ts";
import { agentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import { actionValues, gaussians } from "./gaussians.ts";
import { createMixtureGradient, mixtureGradient } from "./mixture-gradient.ts";
import { createParameterGradient, gradientNorm, parameterGradient } from "./parameter-gradient.ts";
import { inverseOf, observationsNear, randomMixtureQ } from "./random-mixture.case.ts";

const STEP = 1e-5;
const COUNT = 8;

/** A minibatch with its targets held fixed, and the loss on it as a function of the Q-function alone. */
class Problem {
  readonly observations: Float64Array;
  readonly actions: Int32Array;
  readonly targets: Float64Array;
  readonly importance: Float64Array;
  readonly sparsity: number;
  readonly penalty: Penalty;
  threshold = Number.POSITIVE_INFINITY;

  constructor(random: Xoshiro128, q: GaussianMixtureQ, sparsity: number, penalty: Penalty = "factors") {
    this.observations = observationsNear(random, q, COUNT);
    this.actions = Int32Array.from({ length: COUNT }, () => random.integer(q.actionCount));
    this.targets = Float64Array.from({ length: COUNT }, () => 2 * random.normal());
    this.importance = Float64Array.from({ length: COUNT }, () => 0.5 + random.uniform());
    this.sparsity = sparsity;
    this.penalty = penalty;
  }

  errors(q: GaussianMixtureQ): Float64Array {
    const table = new Float64Array(q.liveCount * COUNT);
    const values = new Float64Array(q.actionCount * COUNT);
    const errors = new Float64Array(COUNT);
    q.refresh();
    gaussians(table, q, this.observations, COUNT);
    actionValues(values, q, table, COUNT);
    tdErrors(errors, values, this.actions, this.targets);
    return errors;
  }

  /** Puts the Huber threshold into the middle of the widest gap between two errors, as far from the kink as can be. */
  becomeHuber(q: GaussianMixtureQ): void {
    const sizes = this.errors(q)
      .map((error) => Math.abs(error))
      .sort();
    let widest = 0;
    for (let i = 1; i + 1 < COUNT; i++) {
      if (sizes[i + 1] - sizes[i] > sizes[widest + 1] - sizes[widest]) widest = i;
    }
    this.threshold = (sizes[widest] + sizes[widest + 1]) / 2;
  }

  loss(q: GaussianMixtureQ): number {
    return (
      tdLoss(this.errors(q), this.importance, this.threshold) +
      sparsityPenalty(q.factors, this.penalty, this.sparsity, liveFactorCount(q))
    );
  }

  gradient(q: GaussianMixtureQ) {
    const slopes = new Float64Array(COUNT);
    tdSlopes(slopes, this.errors(q), this.importance, this.threshold);
    const table = new Float64Array(q.liveCount * COUNT);
    gaussians(table, q, this.observations, COUNT);
    const ofMixture = createMixtureGradient(q, COUNT);
    mixtureGradient(ofMixture, q, table, this.observations, this.actions, slopes);
    const ofParameters = createParameterGradient(q);
    parameterGradient(ofParameters, ofMixture, q);
    addPenaltyGradient(ofParameters.factors, q.factors, this.penalty, this.sparsity, liveFactorCount(q));
    return ofParameters;
  }

  /** Derivative of the loss along moves of the parameters: (L(h) − L(−h)) / 2h. */
  slope(q: GaussianMixtureQ, array: Float64Array, move: (step: number) => void): number {
    const before = array.slice();
    move(STEP);
    const above = this.loss(q);
    array.set(before);
    move(-STEP);
    const below = this.loss(q);
    array.set(before);
    return (above - below) / (2 * STEP);
  }
}

function liveFactorCount(q: GaussianMixtureQ): number {
  return q.liveCount * q.factorCount * q.actionCount;
}

function relativeError(found: readonly number[], expected: readonly number[]): number {
  return Math.hypot(...found.map((value, i) => value - expected[i])) / Math.hypot(...expected);
}

/** The largest relative error of any parameter group's gradient against central differences. */
function worstError(problem: Problem, q: GaussianMixtureQ): number {
  const gradient = problem.gradient(q);
  const errors: number[] = [];
  for (const [array, analytic] of [
    [q.means, gradient.means],
    [q.factors, gradient.factors],
  ]) {
    const numeric = Array.from(array, (_, i) =>
      problem.slope(q, array, (step) => {
        array[i] += step;
      }),
    );
    errors.push(relativeError([...analytic], numeric));
  }
  errors.push(relativeError(...covarianceSlopes(problem, q, gradient.covariances)));
  return Math.max(...errors);
}

/** ⟨grad, E⟩ and the loss's slope along the geodesic of E, for a basis of directions E of every component. */
function covarianceSlopes(
  problem: Problem,
  q: GaussianMixtureQ,
  gradients: Float64Array,
): [number[], number[]] {
  const { manifold, covariancePoints: points, observationSize: size } = q;
  const { tangentSize, pointSize } = manifold;
  const found: number[] = [];
  const expected: number[] = [];
  for (let k = 0; k < q.liveCount; k++) {
    for (let i = 0; i < tangentSize; i++) {
      const direction = new Float64Array(tangentSize);
      direction[i] = 1;
      if (tangentSize === size * size) direction[(i % size) * size + Math.floor(i / size)] = 1;
      found.push(manifold.innerProduct(points, k * pointSize, gradients, k * tangentSize, direction, 0));
      const slope = problem.slope(q, points, (step) => {
        const tangent = direction.map((entry) => entry * step);
        manifold.exponential(points, k * pointSize, points, k * pointSize, tangent, 0);
      });
      expected.push(slope);
    }
  }
  return [found, expected];
}

describe("the gradient of the loss", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "agrees with central differences to 1e-6 in every parameter group, J = 1…4, A = 1…5, D = %i",
    (observationSize) => {
      const random = Xoshiro128.fromSeed(observationSize, 1);
      for (let factorCount = 1; factorCount <= 4; factorCount++) {
        for (let actionCount = 1; actionCount <= 5; actionCount++) {
          const shape = { observationSize, actionCount, componentCount: 3, factorCount };
          const q = randomMixtureQ(random, shape);
          const problem = new Problem(random, q, 0.03);
          expect(worstError(problem, q), `squared, J ${factorCount}, A ${actionCount}`).toBeLessThan(1e-6);
          problem.becomeHuber(q);
          expect(worstError(problem, q), `Huber, J ${factorCount}, A ${actionCount}`).toBeLessThan(1e-6);
        }
      }
    },
  );

  it("agrees with central differences under an ℓ1 penalty, away from weights of 0", () => {
    const random = Xoshiro128.fromSeed(13, 1);
    for (let actionCount = 1; actionCount <= 5; actionCount++) {
      const shape = { observationSize: 3, actionCount, componentCount: 3, factorCount: 1 };
      const q = randomMixtureQ(random, shape);
      expect(q.factors.every((weight) => Math.abs(weight) > 2 * STEP)).toBe(true);
      const problem = new Problem(random, q, 0.3, "l1-subgradient");
      expect(worstError(problem, q), `A ${actionCount}`).toBeLessThan(1e-6);
    }
  });

  it.each(agentOptions.metric.choices)(
    "is Riemannian in the metric %s: ⟨grad, E⟩ is the slope along E",
    (metric) => {
      const random = Xoshiro128.fromSeed(9, 1);
      for (const observationSize of [1, 2, 3, 5]) {
        const shape = { observationSize, actionCount: 2, componentCount: 3, factorCount: 2 };
        const q = randomMixtureQ(random, shape, metric);
        const problem = new Problem(random, q, 0.01);
        expect(worstError(problem, q), `D ${observationSize}`).toBeLessThan(1e-6);
      }
    },
  );

  it("agrees with central differences where covariances are diagonal", () => {
    const random = Xoshiro128.fromSeed(12, 1);
    for (let observationSize = 1; observationSize <= 8; observationSize++) {
      const shape = { observationSize, actionCount: 3, componentCount: 3, factorCount: 2 };
      const q = randomMixtureQ(random, shape, "affine-invariant", "diagonal");
      const problem = new Problem(random, q, 0.03);
      expect(worstError(problem, q), `D ${observationSize}`).toBeLessThan(1e-6);
    }
  });

  it("has the length of the steepest slope: its norm squared is the slope along itself", () => {
    const random = Xoshiro128.fromSeed(10, 1);
    const shape = { observationSize: 3, actionCount: 2, componentCount: 4, factorCount: 3 };
    for (const metric of agentOptions.metric.choices) {
      const q = randomMixtureQ(random, shape, metric);
      const problem = new Problem(random, q, 0.02);
      const gradient = problem.gradient(q);
      const norm = gradientNorm(gradient, q);
      const before = [q.means.slice(), q.factors.slice(), q.covariancePoints.slice()];
      const along = (step: number) => {
        q.means.set(before[0].map((entry, i) => entry + (step / norm) * gradient.means[i]));
        q.factors.set(before[1].map((entry, i) => entry + (step / norm) * gradient.factors[i]));
        q.covariancePoints.set(before[2]);
        const tangents = gradient.covariances.map((entry) => (step / norm) * entry);
        const { manifold, covariancePoints: points } = q;
        for (let k = 0; k < 4; k++) {
          const at = k * manifold.pointSize;
          manifold.exponential(points, at, points, at, tangents, k * manifold.tangentSize);
        }
        return problem.loss(q);
      };
      const slope = (along(STEP) - along(-STEP)) / (2 * STEP);
      expect(Math.abs(slope / norm - 1), metric).toBeLessThan(1e-6);
    }
  });

  it("and Q do not notice an affine change of observation coordinates, in the frame", () => {
    const random = Xoshiro128.fromSeed(11, 1);
    for (let size = 1; size <= 6; size++) {
      const shape = { observationSize: size, actionCount: 3, componentCount: 3, factorCount: 2 };
      const q = randomMixtureQ(random, shape);
      const problem = new Problem(random, q, 0);
      const errors = problem.errors(q);
      const gradient = problem.gradient(q);

      const change = Float64Array.from({ length: size * size }, (_, i) =>
        i % (size + 1) === 0 ? 3 + random.uniform() : random.normal() / size,
      );
      const shift = Float64Array.from({ length: size }, () => 2 * random.normal());
      const inverse = inverseOf(change, size);
      moveAffinely(q.means, change, shift);
      moveAffinely(problem.observations, change, shift);
      for (let k = 0; k < q.liveCount; k++) {
        const frame = q.covariancePoints.slice(k * size * size, (k + 1) * size * size);
        q.covariancePoints.set(product(frame, inverse, size), k * size * size);
      }

      const newErrors = problem.errors(q);
      const newGradient = problem.gradient(q);
      expect(relativeError([...newErrors], [...errors])).toBeLessThan(1e-12);
      expect(relativeError([...newGradient.covariances], [...gradient.covariances])).toBeLessThan(1e-10);
      expect(relativeError([...newGradient.factors], [...gradient.factors])).toBeLessThan(1e-11);
      // Covectors change contragrediently: ∂L/∂m = Mᵀ ∂L/∂m'.
      const back = new Float64Array(newGradient.means.length);
      for (let k = 0; k < q.liveCount; k++) {
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            back[k * size + i] += change[j * size + i] * newGradient.means[k * size + j];
          }
        }
      }
      expect(relativeError([...back], [...gradient.means])).toBeLessThan(1e-10);
    }
  });

  it("of components beyond the live ones is neither read nor needed", () => {
    const random = Xoshiro128.fromSeed(12, 1);
    const shape = { observationSize: 2, actionCount: 2, componentCount: 4, factorCount: 2 };
    const q = randomMixtureQ(random, shape);
    q.liveCount = 3;
    const problem = new Problem(random, q, 0.1);
    const expected = problem.gradient(q);
    const norm = gradientNorm(expected, q);
    q.means.fill(Number.NaN, 6);
    q.covariancePoints.fill(Number.NaN, 12);
    q.factors.fill(Number.NaN, 12);
    const found = problem.gradient(q);
    expect([...found.means.subarray(0, 6)]).toEqual([...expected.means.subarray(0, 6)]);
    expect([...found.factors.subarray(0, 12)]).toEqual([...expected.factors.subarray(0, 12)]);
    expect([...found.covariances.subarray(0, 12)]).toEqual([...expected.covariances.subarray(0, 12)]);
    expect(gradientNorm(found, q)).toBe(norm);
  });
});

/** v ← M v + b for every vector of a table. */
function moveAffinely(table: Float64Array, matrix: Float64Array, shift: Float64Array): void {
  const size = shift.length;
  for (let at = 0; at < table.length; at += size) {
    const vector = table.slice(at, at + size);
    for (let i = 0; i < size; i++) {
      table[at + i] = shift[i];
      for (let j = 0; j < size; j++) table[at + i] += matrix[i * size + j] * vector[j];
    }
  }
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += a[Math.floor(at / size) * size + i] * b[i * size + (at % size)];
    return sum;
  });
}
