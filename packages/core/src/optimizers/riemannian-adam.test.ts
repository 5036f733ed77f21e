import { describe, expect, it } from "vitest";
import { expectClose, randomCovariance, randomSymmetric } from "../linalg/random-matrix.case.ts";
import type { CovarianceMetricName } from "../manifolds/covariance-form.ts";
import { createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { euclidean } from "../manifolds/euclidean.ts";
import type { CovarianceManifold } from "../manifolds/manifold.ts";
import { agentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { RiemannianAdam } from "./riemannian-adam.ts";

const SIZE = 3;

function pointOf(manifold: CovarianceManifold, covariance: Float64Array): Float64Array {
  const point = new Float64Array(manifold.pointSize);
  manifold.fromCovariance(point, 0, covariance);
  return point;
}

function covarianceOf(manifold: CovarianceManifold, point: Float64Array): Float64Array {
  const covariance = new Float64Array(SIZE * SIZE);
  manifold.covariance(covariance, 0, point, 0);
  return covariance;
}

function gradientAt(manifold: CovarianceManifold, point: Float64Array, scatter: Float64Array): Float64Array {
  const gradient = new Float64Array(manifold.tangentSize);
  manifold.scatterToRiemannianGradient(gradient, 0, point, 0, scatter, 0);
  return gradient;
}

function packedScatter(random: Xoshiro128, norm: number): Float64Array {
  const full = randomSymmetric(random, SIZE, norm);
  return Float64Array.of(full[0], full[1], full[2], full[4], full[5], full[8]);
}

describe("RiemannianAdam", () => {
  it("walks the same covariances in the moving frame as in the textbook form, transport included", () => {
    for (const amsgrad of [false, true]) {
      const random = Xoshiro128.fromSeed(0, 7);
      const frame = createCovarianceManifold("affine-invariant", SIZE);
      const textbook = createCovarianceManifold("affine-invariant-textbook", SIZE);
      const start = randomCovariance(random, SIZE);
      const [framePoint, textbookPoint] = [pointOf(frame, start), pointOf(textbook, start)];
      const frameAdam = new RiemannianAdam(frame, 1, amsgrad);
      const textbookAdam = new RiemannianAdam(textbook, 1, amsgrad);
      for (let n = 0; n < 50; n++) {
        const scatter = packedScatter(random, 2 / (1 + n));
        frameAdam.step(framePoint, gradientAt(frame, framePoint, scatter), 1, 0.1);
        textbookAdam.step(textbookPoint, gradientAt(textbook, textbookPoint, scatter), 1, 0.1);
        expectClose(covarianceOf(frame, framePoint), covarianceOf(textbook, textbookPoint), 1e-10);
      }
    }
  });

  it.each(agentOptions.metric.choices)(
    "moves first by −η grad/‖grad‖ along the geodesic, in %s",
    (metric) => {
      const random = Xoshiro128.fromSeed(1, 7);
      const manifold = createCovarianceManifold(metric, SIZE);
      for (let trial = 0; trial < 10; trial++) {
        const start = pointOf(manifold, randomCovariance(random, SIZE));
        const gradient = gradientAt(manifold, start, packedScatter(random, 1));
        const norm = Math.sqrt(manifold.innerProduct(start, 0, gradient, 0, gradient, 0));
        const expected = new Float64Array(manifold.pointSize);
        const direction = gradient.map((entry) => (-0.02 * entry) / norm);
        manifold.exponential(expected, 0, start, 0, direction, 0);
        const point = start.slice();
        new RiemannianAdam(manifold, 1, false).step(point, gradient, 1, 0.02);
        expectClose(point, expected, 1e-6);
      }
    },
  );

  it("steps by the textbook formula: m̂ and v of past gradients, transported to where the point is", () => {
    const random = Xoshiro128.fromSeed(2, 7);
    const manifold = createCovarianceManifold("affine-invariant-textbook", SIZE);
    const point = pointOf(manifold, randomCovariance(random, SIZE));
    const adam = new RiemannianAdam(manifold, 1, false);
    const expected = point.slice();
    let momentum = new Float64Array(manifold.tangentSize);
    let second = 0;
    for (let n = 1; n <= 20; n++) {
      const gradient = gradientAt(manifold, expected, packedScatter(random, 1));
      const squaredNorm = manifold.innerProduct(expected, 0, gradient, 0, gradient, 0);
      momentum = momentum.map((entry, i) => 0.9 * entry + 0.1 * gradient[i]);
      second = 0.999 * second + 0.001 * squaredNorm;
      const spread = Math.sqrt(second / (1 - 0.999 ** n)) + 1e-8;
      const direction = momentum.map((entry) => (-0.05 * entry) / (1 - 0.9 ** n) / spread);
      const transported = new Float64Array(momentum.length);
      manifold.transport(transported, 0, expected, 0, direction, 0, momentum, 0);
      manifold.exponential(expected, 0, expected, 0, direction, 0);
      momentum = transported;
      adam.step(point, gradient, 1, 0.05);
      expectClose(point, expected, 1e-11);
      expectClose(adam.rows()[0].array, momentum, 1e-11);
    }
  });

  it("has one second moment a point, ‖g‖², on ℝⁿ too", () => {
    const adam = new RiemannianAdam(euclidean(2), 1, false);
    const point = new Float64Array(2);
    adam.step(point, Float64Array.of(3, 4), 1, 0.5);
    expect(point[0]).toBeCloseTo((-0.5 * 3) / 5, 8);
    expect(point[1]).toBeCloseTo((-0.5 * 4) / 5, 8);
  });

  it("AMSGrad never takes a longer step than before for the same gradient, after a great one", () => {
    const steps = [false, true].map((amsgrad) => {
      const adam = new RiemannianAdam(euclidean(1), 1, amsgrad);
      const point = new Float64Array(1);
      adam.step(point, Float64Array.of(100), 1, 0.1);
      for (let n = 0; n < 3000; n++) adam.step(point, Float64Array.of(0.1), 1, 0.1);
      const before = point[0];
      adam.step(point, Float64Array.of(0.1), 1, 0.1);
      return Math.abs(point[0] - before);
    });
    expect(steps[1]).toBeLessThan(steps[0] / 2);
  });

  it("moves points independently of each other", () => {
    const metrics: CovarianceMetricName[] = ["affine-invariant", "log-cholesky", "bures-wasserstein"];
    for (const metric of metrics) {
      const random = Xoshiro128.fromSeed(3, 7);
      const manifold = createCovarianceManifold(metric, SIZE);
      const { pointSize, tangentSize } = manifold;
      const points = new Float64Array(4 * pointSize);
      for (let k = 0; k < 4; k++)
        points.set(pointOf(manifold, randomCovariance(random, SIZE)), k * pointSize);
      const start = points.slice();
      const together = new RiemannianAdam(manifold, 4, false);
      const gradients: Float64Array[] = [];
      for (let n = 0; n < 5; n++) {
        const gradient = new Float64Array(4 * tangentSize);
        for (let k = 0; k < 4; k++) {
          const point = points.slice(k * pointSize, (k + 1) * pointSize);
          gradient.set(gradientAt(manifold, point, packedScatter(random, 1)), k * tangentSize);
        }
        gradients.push(gradient);
        together.step(points, gradient, 4, 0.01);
      }
      for (let k = 0; k < 4; k++) {
        const alone = start.slice(k * pointSize, (k + 1) * pointSize);
        const adam = new RiemannianAdam(manifold, 1, false);
        for (const gradient of gradients) {
          adam.step(alone, gradient.slice(k * tangentSize, (k + 1) * tangentSize), 1, 0.01);
        }
        expect([...alone]).toEqual([...points.subarray(k * pointSize, (k + 1) * pointSize)]);
      }
    }
  });
});
