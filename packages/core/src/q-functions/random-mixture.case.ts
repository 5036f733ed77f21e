import { randomCovariance } from "../linalg/random-matrix.case.ts";
import type { CovarianceForm, CovarianceMetricName } from "../manifolds/covariance-form.ts";
import { createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import type { Shape } from "./mixture.ts";

/** A mixture with random means, covariances (eigenvalues 0.2 … 5) and factors between 0.4 and 1.6 of either sign. */
export function randomMixtureQ(
  random: Xoshiro128,
  shape: Shape,
  metric: CovarianceMetricName = "affine-invariant",
  form: CovarianceForm = "full",
): GaussianMixtureQ {
  const { observationSize, componentCount } = shape;
  const q = new GaussianMixtureQ(shape, createCovarianceManifold(metric, observationSize, form));
  for (let i = 0; i < q.means.length; i++) q.means[i] = random.normal();
  for (let k = 0; k < componentCount; k++) {
    const covariance = randomCovariance(random, observationSize);
    if (form === "diagonal") {
      covariance.forEach((_, at) => {
        if (at % (observationSize + 1) !== 0) covariance[at] = 0;
      });
    }
    q.manifold.fromCovariance(q.covariancePoints, k * q.manifold.pointSize, covariance);
  }
  for (let i = 0; i < q.factors.length; i++) {
    q.factors[i] = (random.uniform() < 0.5 ? -1 : 1) * (0.4 + 1.2 * random.uniform());
  }
  q.refresh();
  return q;
}

/** `count` observations, each near one of the mixture's means, so that no Gaussian vanishes in many dimensions. */
export function observationsNear(random: Xoshiro128, q: GaussianMixtureQ, count: number): Float64Array {
  const { observationSize: size, componentCount } = q;
  const observations = new Float64Array(count * size);
  for (let t = 0; t < count; t++) {
    const k = random.integer(componentCount);
    for (let i = 0; i < size; i++) {
      observations[t * size + i] = q.means[k * size + i] + (0.5 * random.normal()) / Math.sqrt(size);
    }
  }
  return observations;
}

/** A⁻¹ by Gauss and Jordan's elimination with row pivots: the naive one. */
export function inverseOf(matrix: ArrayLike<number>, size: number): Float64Array {
  const rows = Array.from({ length: size }, (_, r) =>
    Array.from({ length: 2 * size }, (_, c) => (c < size ? matrix[r * size + c] : c - size === r ? 1 : 0)),
  );
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let r = column; r < size; r++) {
      if (Math.abs(rows[r][column]) > Math.abs(rows[pivot][column])) pivot = r;
    }
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    const divisor = rows[column][column];
    rows[column] = rows[column].map((entry) => entry / divisor);
    for (let r = 0; r < size; r++) {
      if (r === column) continue;
      const factor = rows[r][column];
      rows[r] = rows[r].map((entry, c) => entry - factor * rows[column][c]);
    }
  }
  return Float64Array.from(rows.flatMap((row) => row.slice(size)));
}

/** C_k of component `k`, full row-major. */
export function covarianceOf(q: GaussianMixtureQ, k: number): Float64Array {
  const covariance = new Float64Array(q.observationSize ** 2);
  q.manifold.covariance(covariance, 0, q.covariancePoints, k * q.manifold.pointSize);
  return covariance;
}

/** Q(s, a) by the textbook formula: Σ_k Π_j υ_{j,k,a} exp(−(s−m)ᵀ C⁻¹ (s−m)), C inverted naively. */
export function textbookValue(q: GaussianMixtureQ, observation: ArrayLike<number>, action: number): number {
  const { observationSize: size, actionCount, factorCount, liveCount } = q;
  let value = 0;
  for (let k = 0; k < liveCount; k++) {
    const precision = inverseOf(covarianceOf(q, k), size);
    let distance = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const [x, y] = [observation[i] - q.means[k * size + i], observation[j] - q.means[k * size + j]];
        distance += x * precision[i * size + j] * y;
      }
    }
    let weight = 1;
    for (let j = 0; j < factorCount; j++) weight *= q.factors[(k * factorCount + j) * actionCount + action];
    value += weight * Math.exp(-distance);
  }
  return value;
}
