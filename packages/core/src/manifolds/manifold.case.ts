import { describe, expect, it } from "vitest";
import { choleskyFactor } from "../linalg/cholesky.ts";
import { packedLength } from "../linalg/packed.ts";
import {
  expectClose,
  identity,
  randomSymmetric,
  randomWithEigenvalues,
  times,
} from "../linalg/random-matrix.case.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { CovarianceManifold } from "./manifold.ts";

const DIMENSIONS = [1, 2, 3, 4, 5, 6, 7, 8];
const TRIALS = 5;

/** What a metric does not promise; each with its reason. */
export interface Exceptions {
  /** Why `transport` may shorten vectors. */
  readonly contractingTransport?: string;
}

/** The laws every metric on covariances obeys, for D = 1 … 8. */
export function describeCovarianceManifold(
  create: (dimension: number) => CovarianceManifold,
  exceptions: Exceptions = {},
): void {
  describe.each(DIMENSIONS)("D = %i", (dimension) => {
    const manifold = create(dimension);
    const { pointSize, tangentSize } = manifold;
    const size = dimension * dimension;
    const random = Xoshiro128.fromSeed(dimension, 0);
    const isDiagonal = manifold.formLength < packedLength(dimension);
    /** Row and column of each entry of a packed matrix. */
    const entries = [...identity(dimension)].flatMap((one, at) => {
      const [row, column] = [Math.floor(at / dimension), at % dimension];
      return one === 1 || (row < column && !isDiagonal) ? [[row, column]] : [];
    });

    /** With these eigenvalues: on the axes of the observation where the manifold knows no others. */
    function covarianceWith(source: Xoshiro128, eigenvalues: readonly number[]): Float64Array {
      if (!isDiagonal) return randomWithEigenvalues(source, eigenvalues);
      return identity(dimension).map((one, at) => one * eigenvalues[at % dimension]);
    }
    function drawCovariance(): Float64Array {
      return covarianceWith(
        random,
        Array.from({ length: dimension }, () => 0.2 * 25 ** random.uniform()),
      );
    }
    function randomPoint(): Float64Array {
      const point = new Float64Array(pointSize);
      manifold.fromCovariance(point, 0, drawCovariance());
      return point;
    }
    /** A tangent vector of the given length: a symmetric matrix, or free coordinates. */
    function randomTangent(point: Float64Array, length: number): Float64Array {
      const tangent =
        tangentSize === size
          ? randomSymmetric(random, dimension, 1)
          : Float64Array.from({ length: tangentSize }, () => random.normal());
      const factor = length / norm(point, tangent);
      return tangent.map((entry) => entry * factor);
    }
    function norm(point: Float64Array, x: Float64Array): number {
      return Math.sqrt(manifold.innerProduct(point, 0, x, 0, x, 0));
    }
    function exponential(point: Float64Array, tangent: Float64Array, time = 1): Float64Array {
      const out = new Float64Array(pointSize);
      manifold.exponential(
        out,
        0,
        point,
        0,
        tangent.map((entry) => entry * time),
        0,
      );
      return out;
    }
    function transport(point: Float64Array, direction: Float64Array, vector: Float64Array): Float64Array {
      const out = new Float64Array(tangentSize);
      manifold.transport(out, 0, point, 0, direction, 0, vector, 0);
      return out;
    }
    function covarianceOf(point: Float64Array): Float64Array {
      const out = new Float64Array(size);
      manifold.covariance(out, 0, point, 0);
      return out;
    }
    function quadraticFormOf(point: Float64Array): Float64Array {
      const out = new Float64Array(entries.length);
      manifold.quadraticForm(out, 0, point, 0);
      return out;
    }
    function precisionOf(point: Float64Array): Float64Array {
      const out = new Float64Array(size);
      quadraticFormOf(point).forEach((coefficient, next) => {
        const [row, column] = entries[next];
        out[row * dimension + column] = row === column ? coefficient : coefficient / 2;
        out[column * dimension + row] = out[row * dimension + column];
      });
      return out;
    }
    function repeat(law: () => void): () => void {
      return () => {
        for (let trial = 0; trial < TRIALS; trial++) law();
      };
    }

    it(
      "covariance undoes fromCovariance",
      repeat(() => {
        const expected = drawCovariance();
        const point = new Float64Array(pointSize);
        manifold.fromCovariance(point, 0, expected);
        expectClose(covarianceOf(point), expected, 1e-13);
      }),
    );

    it("isotropic is the covariance variance·I", () => {
      const point = new Float64Array(pointSize).fill(7);
      manifold.isotropic(point, 0, 0.25);
      expectClose(
        covarianceOf(point),
        identity(dimension).map((entry) => entry / 4),
        1e-15,
      );
    });

    it("refuses what is not a covariance", () => {
      const point = new Float64Array(pointSize);
      const negative = identity(dimension).map((entry) => -entry);
      expect(() => manifold.fromCovariance(point, 0, negative)).toThrow(RangeError);
      expect(() => manifold.fromCovariance(point, 0, [...negative, 1])).toThrow(RangeError);
      const asymmetric = identity(dimension);
      asymmetric[dimension - 1] += 0.5;
      if (dimension > 1) expect(() => manifold.fromCovariance(point, 0, asymmetric)).toThrow(RangeError);
    });

    it(
      "quadraticForm is C⁻¹",
      repeat(() => {
        const point = randomPoint();
        expectClose(times(covarianceOf(point), precisionOf(point), dimension), identity(dimension), 1e-12);
      }),
    );

    it(
      "the exponential of zero is the point itself",
      repeat(() => {
        const point = randomPoint();
        const end = exponential(point, new Float64Array(tangentSize));
        expectClose(end, point, 1e-14);
      }),
    );

    it(
      "the exponential is a retraction: its derivative at zero is linear in the tangent vector",
      repeat(() => {
        const point = randomPoint();
        const x = randomTangent(point, 1);
        const y = randomTangent(point, 1);
        const derivative = (tangent: Float64Array) => {
          const ahead = covarianceOf(exponential(point, tangent, 1e-5));
          const behind = covarianceOf(exponential(point, tangent, -1e-5));
          return ahead.map((entry, i) => (entry - behind[i]) / 2e-5);
        };
        const ofX = derivative(x);
        const ofY = derivative(y);
        expectClose(
          derivative(x.map((entry, i) => 2 * entry - y[i])),
          ofX.map((entry, i) => 2 * entry - ofY[i]),
          1e-8,
        );
      }),
    );

    it(
      "a geodesic continued with its own transported velocity is one geodesic",
      repeat(() => {
        const point = randomPoint();
        const x = randomTangent(point, 0.1);
        const halfway = exponential(point, x);
        const velocity = transport(point, x, x);
        expect(Math.abs(norm(halfway, velocity) - 0.1)).toBeLessThan(1e-13);
        expectClose(
          covarianceOf(exponential(halfway, velocity, 0.7)),
          covarianceOf(exponential(point, x, 1.7)),
          1e-12,
        );
      }),
    );

    it(
      "⟨gradient, X⟩ is the derivative of the loss along X",
      repeat(() => {
        const point = randomPoint();
        const differences = Array.from({ length: 6 }, () =>
          Float64Array.from({ length: dimension }, () => random.normal()),
        );
        const amplitudes = differences.map(() => random.normal());
        // L = Σ a exp(−dᵀ C⁻¹ d), hence S = Σ a exp(−dᵀ C⁻¹ d) d dᵀ.
        const terms = (at: Float64Array) => {
          const form = quadraticFormOf(at);
          return differences.map((d, t) => {
            const sum = entries.reduce((total, [i, j], next) => total + form[next] * d[i] * d[j], 0);
            return amplitudes[t] * Math.exp(-sum);
          });
        };
        const loss = (at: Float64Array) => terms(at).reduce((sum, term) => sum + term, 0);
        const scatter = new Float64Array(entries.length);
        terms(point).forEach((term, t) => {
          entries.forEach(([i, j], next) => {
            scatter[next] += term * differences[t][i] * differences[t][j];
          });
        });
        const gradient = new Float64Array(tangentSize);
        manifold.scatterToRiemannianGradient(gradient, 0, point, 0, scatter, 0);
        const scale = norm(point, gradient);
        for (let direction = 0; direction < 4; direction++) {
          const x = randomTangent(point, 1);
          const step = 1e-5;
          const numeric =
            (loss(exponential(point, x, step)) - loss(exponential(point, x, -step))) / (2 * step);
          const analytic = manifold.innerProduct(point, 0, gradient, 0, x, 0);
          expect(Math.abs(analytic - numeric)).toBeLessThan(1e-7 * scale + 1e-10);
        }
      }),
    );

    it(
      "the inner product is symmetric, bilinear and positive",
      repeat(() => {
        const point = randomPoint();
        const x = randomTangent(point, 1);
        const y = randomTangent(point, 1);
        const sum = x.map((entry, i) => entry + 3 * y[i]);
        const xy = manifold.innerProduct(point, 0, x, 0, y, 0);
        expect(Math.abs(manifold.innerProduct(point, 0, y, 0, x, 0) - xy)).toBeLessThan(1e-13);
        expect(Math.abs(manifold.innerProduct(point, 0, sum, 0, sum, 0) - (10 + 6 * xy))).toBeLessThan(1e-12);
        expect(norm(point, x)).toBeGreaterThan(0);
      }),
    );

    it(
      "transport is linear and keeps inner products",
      repeat(() => {
        const point = randomPoint();
        const x = randomTangent(point, 1);
        const y = randomTangent(point, 1);
        const direction = randomTangent(point, 0.05);
        const end = exponential(point, direction);
        const movedX = transport(point, direction, x);
        const movedY = transport(point, direction, y);
        expectClose(
          transport(
            point,
            direction,
            x.map((entry, i) => entry - 2 * y[i]),
          ),
          movedX.map((entry, i) => entry - 2 * movedY[i]),
          1e-12,
        );
        expectClose(transport(point, new Float64Array(tangentSize), x), x, 1e-12);
        if (exceptions.contractingTransport !== undefined) {
          expect(norm(end, movedX)).toBeLessThan(1 + 1e-12);
          // The shortening is of second order: ten times nearer, a hundred times less of it.
          const near = direction.map((entry) => entry / 10);
          const lossFar = 1 - norm(end, movedX);
          const lossNear = 1 - norm(exponential(point, near), transport(point, near, x));
          expect(lossNear).toBeLessThan(0.02 * lossFar + 1e-12);
          return;
        }
        const before = manifold.innerProduct(point, 0, x, 0, y, 0);
        const after = manifold.innerProduct(end, 0, movedX, 0, movedY, 0);
        expect(Math.abs(after - before)).toBeLessThan(1e-12);
      }),
    );

    it(
      "exp and log undo each other",
      repeat(() => {
        const point = randomPoint();
        const other = randomPoint();
        const tangent = new Float64Array(tangentSize);
        manifold.logarithm(tangent, 0, point, 0, other, 0);
        expectClose(covarianceOf(exponential(point, tangent)), covarianceOf(other), 1e-12);
        const x = randomTangent(point, 0.1);
        manifold.logarithm(tangent, 0, point, 0, exponential(point, x), 0);
        expectClose(tangent, x, 1e-12);
      }),
    );

    it(
      "distance is the norm of log, symmetric, zero on the diagonal and obeys the triangle inequality",
      repeat(() => {
        const [a, b, c] = [randomPoint(), randomPoint(), randomPoint()];
        const distance = manifold.distance(a, 0, b, 0);
        const tangent = new Float64Array(tangentSize);
        manifold.logarithm(tangent, 0, a, 0, b, 0);
        expect(Math.abs(distance - norm(a, tangent))).toBeLessThan(1e-12);
        expect(Math.abs(distance - manifold.distance(b, 0, a, 0))).toBeLessThan(1e-12);
        expect(manifold.distance(a, 0, a, 0)).toBeLessThan(1e-12);
        expect(manifold.distance(a, 0, c, 0)).toBeLessThan(distance + manifold.distance(b, 0, c, 0) + 1e-12);
      }),
    );

    it("points stay positive definite on a long random walk", () => {
      const point = randomPoint();
      const factor = new Float64Array(size);
      for (let step = 0; step < 1500; step++) {
        manifold.exponential(point, 0, point, 0, randomTangent(point, 0.1), 0);
        const covariance = covarianceOf(point);
        expect(choleskyFactor(factor, 0, covariance, 0, dimension)).toBe(true);
      }
      expectClose(times(covarianceOf(point), precisionOf(point), dimension), identity(dimension), 1e-4);
    });

    it("points stay positive definite and bounded under steps far too long", () => {
      const point = randomPoint();
      const eigen = new SymmetricEigen(dimension);
      for (let step = 0; step < 200; step++) {
        manifold.exponential(point, 0, point, 0, randomTangent(point, 2), 0);
        manifold.boundPrecision(point, 0, 1e-2, 1e2);
        eigen.decompose(precisionOf(point), 0);
        expect(eigen.values[0]).toBeLessThan(1e2 * (1 + 1e-8));
        expect(eigen.values[dimension - 1]).toBeGreaterThan(1e-2 * (1 - 1e-8));
      }
    });

    it(
      "boundPrecision clamps the eigenvalues of C⁻¹ and keeps its eigenvectors",
      repeat(() => {
        const variances = Array.from({ length: dimension }, () => 10 ** (4 * random.uniform() - 2));
        variances[0] = 50;
        const clamped = variances.map((variance) => Math.min(Math.max(variance, 1 / 20), 1 / 0.1));
        const seed = 1 + Math.floor(1e6 * random.uniform());
        const point = new Float64Array(pointSize);
        manifold.fromCovariance(point, 0, covarianceWith(Xoshiro128.fromSeed(seed, 0), variances));
        expect(manifold.boundPrecision(point, 0, 0.1, 20)).toBe(true);
        expectClose(covarianceOf(point), covarianceWith(Xoshiro128.fromSeed(seed, 0), clamped), 1e-12);
        const before = point.slice();
        expect(manifold.boundPrecision(point, 0, 0.1, 20)).toBe(false);
        expect([...point]).toEqual([...before]);
      }),
    );

    it(
      "boundPrecision leaves points within bounds bit for bit alone",
      repeat(() => {
        const variances = Array.from({ length: dimension }, () => 0.11 + 0.8 * random.uniform());
        const point = new Float64Array(pointSize);
        manifold.fromCovariance(point, 0, covarianceWith(random, variances));
        const before = point.slice();
        expect(manifold.boundPrecision(point, 0, 1e-3, 1e3)).toBe(false);
        expect(
          manifold.boundPrecision(point, 0, 1 / Math.max(...variances), 1 / Math.min(...variances)),
        ).toBe(false);
        expect([...point]).toEqual([...before]);
      }),
    );

    it("works at any offset, and in place", () => {
      const point = randomPoint();
      const x = randomTangent(point, 0.1);
      const y = randomTangent(point, 1);
      const scatter = Float64Array.from(entries, () => random.normal());

      const pad = 3;
      const shift = (values: Float64Array) => Float64Array.of(...new Float64Array(pad), ...values, 8);
      const cut = (values: Float64Array, length: number) => {
        expect(values[pad + length]).toBe(8);
        return [...values.subarray(pad, pad + length)];
      };
      const end = exponential(point, x);
      const carried = transport(point, x, y);
      const gradient = new Float64Array(tangentSize);
      manifold.scatterToRiemannianGradient(gradient, 0, point, 0, scatter, 0);
      const logarithm = new Float64Array(tangentSize);
      manifold.logarithm(logarithm, 0, point, 0, end, 0);

      let out = shift(point);
      manifold.exponential(out, pad, out, pad, shift(x), pad);
      expect(cut(out, pointSize)).toEqual([...end]);
      out = shift(y);
      manifold.transport(out, pad, shift(point), pad, shift(x), pad, out, pad);
      expect(cut(out, tangentSize)).toEqual([...carried]);
      out = shift(x);
      manifold.transport(out, pad, shift(point), pad, out, pad, shift(y), pad);
      expect(cut(out, tangentSize)).toEqual([...carried]);
      out = shift(new Float64Array(tangentSize));
      manifold.scatterToRiemannianGradient(out, pad, shift(point), pad, shift(scatter), pad);
      expect(cut(out, tangentSize)).toEqual([...gradient]);
      manifold.logarithm(out, pad, shift(point), pad, shift(end), pad);
      expect(cut(out, tangentSize)).toEqual([...logarithm]);
      expect(manifold.innerProduct(shift(point), pad, shift(x), pad, shift(y), pad)).toBe(
        manifold.innerProduct(point, 0, x, 0, y, 0),
      );
      if (tangentSize === pointSize) {
        out = shift(x);
        manifold.exponential(out, pad, shift(point), pad, out, pad);
        expect(cut(out, pointSize)).toEqual([...end]);
        out = shift(point);
        manifold.scatterToRiemannianGradient(out, pad, out, pad, shift(scatter), pad);
        expect(cut(out, tangentSize)).toEqual([...gradient]);
      }
    });
  });
}
