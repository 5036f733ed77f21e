import { choleskyFactor } from "../linalg/cholesky.ts";
import { dot } from "../linalg/matrix.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { exp } from "../math/exp.ts";
import type { GaussianPolicy } from "./gaussian-policy.ts";
import type { ObservationDistribution } from "./observation-distribution.ts";

/** Two different dimensions of an observation: those of a plane's x and y. */
export type PlaneDimensions = readonly [x: number, y: number];

/**
 * One hill as it appears in a plane of two observations, in raw units: ξ_a exp(−(x − centre)ᵀ precision (x − centre)), with
 * symmetric matrices as [xx, xy, yy].
 */
export interface PlaneHill {
  readonly id: number;
  /** Where the plane's Gaussian peaks. */
  readonly center: readonly [number, number];
  readonly precision: readonly [number, number, number];
  /** What it adds to each action's value at that peak, in the reward's own units. */
  readonly weights: readonly number[];
  /** The hill's own centre and block of C, whatever the other observations are: its shadow on the plane. */
  readonly shadow: {
    readonly center: readonly [number, number];
    readonly covariance: readonly [number, number, number];
  };
}

/** Directions in which the others vary less than this share of the most are directions in which they do not. */
const NEGLIGIBLE_VARIANCE = 1e-14;

/**
 * The hills of a policy in the plane of two observations x, the others held at those of `others` (an observation; its entries
 * in the plane do not matter): Q_a(x, y) = Σ_k ξ_{k,a} exp(−(x − c_k)ᵀ P_k (x − c_k)). In the order of the policy's rows.
 *
 * With d = x − m_x, n = y − m_y and the blocks A, B, C of a hill's precision, (d, n)ᵀ P (d, n) = dᵀAd + 2 dᵀBn + nᵀCn: the
 * same Gaussian about m_x − A⁻¹Bn, less high. Throws RangeError for dimensions that make no plane of the policy, or another
 * observation's size.
 */
export function slicedHills(
  policy: GaussianPolicy,
  dimensions: PlaneDimensions,
  others: ArrayLike<number>,
): PlaneHill[] {
  return hillsInPlane(policy, dimensions, others, undefined);
}

/**
 * The same in the mean over the others, drawn from their part of `distribution` independently of x: y ~ N(m, S).
 *
 * With n = m − m_y, S = LLᵀ of any rank and M = I + 2 LᵀCL,
 *
 *     E exp(−(dᵀAd + 2 dᵀBe + eᵀCe)) = |M|^(−½) exp(−(dᵀAd + 2 dᵀBn + nᵀCn) + 2 gᵀTg),   e ~ N(n, S), g = Cn + Bᵀd,
 *
 * with T = L M⁻¹ Lᵀ = (I + 2SC)⁻¹ S: again a Gaussian of d, its precision A − 2 BTBᵀ. For S = 0 it is the slice at m.
 */
export function marginalHills(
  policy: GaussianPolicy,
  dimensions: PlaneDimensions,
  distribution: ObservationDistribution,
): PlaneHill[] {
  return hillsInPlane(policy, dimensions, distribution.mean, distribution.covariance);
}

function hillsInPlane(
  policy: GaussianPolicy,
  dimensions: PlaneDimensions,
  mean: ArrayLike<number>,
  covariance: Float64Array | undefined,
): PlaneHill[] {
  const size = policy.observationSize;
  checkPlane(dimensions, size, mean.length);
  const { center, scale, limit, rewardScale, hills } = policy.toJSON();
  const bound = limit ?? Number.POSITIVE_INFINITY;
  const [x, y] = dimensions;
  // The plane's dimensions stand last, so that the end of a Cholesky factor belongs to their Schur complement.
  const order = [...Array(size).keys()].filter((i) => i !== x && i !== y).concat(x, y);
  const otherCount = size - 2;
  const roots = covariance ? covarianceRoot(covariance, order.slice(0, otherCount), scale) : [];
  const rank = roots.length;

  if (hills[0]?.precision.length === size) {
    return hills.map((hill) => {
      const offset = (i: number) => (mean[i] - center[i]) / scale[i] - hill.mean[i];
      const height = meanHeight(hill.precision, order.slice(0, otherCount), offset, roots);
      const own = (i: number) => hill.precision[i] / (scale[i] * scale[i]);
      const middle = [x, y].map((i) => center[i] + scale[i] * hill.mean[i]) as [number, number];
      return {
        id: hill.id,
        center: middle,
        precision: [own(x), 0, own(y)],
        weights: hill.weights.map((weight) => weight * rewardScale * height),
        shadow: { center: middle, covariance: [1 / own(x), 0, 1 / own(y)] },
      };
    });
  }

  const precision = new Float64Array(size * size);
  const factor = new Float64Array(size * size);
  const offset = new Float64Array(otherCount);
  // Rows: B's two, and Cn; then the same as R⁻¹Lᵀ of each, where M = RRᵀ.
  const vectors = new Float64Array(3 * otherCount);
  const reduced = new Float64Array(3 * rank);
  const spread = new Float64Array(rank * rank);
  const imageOfRoot = new Float64Array(otherCount);

  return hills.map((hill) => {
    unpackInOrder(precision, hill.precision, order);
    for (let i = 0; i < otherCount; i++) {
      const normalized = (mean[order[i]] - center[order[i]]) / scale[order[i]];
      offset[i] = Math.min(bound, Math.max(-bound, normalized)) - hill.mean[order[i]];
    }
    const [rowX, rowY] = [otherCount * size, (otherCount + 1) * size];
    for (let i = 0; i < otherCount; i++) {
      vectors[i] = precision[rowX + i];
      vectors[otherCount + i] = precision[rowY + i];
      vectors[2 * otherCount + i] = dot(precision, i * size, offset, 0, otherCount);
    }

    let height = 1;
    if (rank > 0) {
      for (let r = 0; r < rank; r++) {
        for (let i = 0; i < otherCount; i++)
          imageOfRoot[i] = dot(precision, i * size, roots[r], 0, otherCount);
        for (let c = r; c < rank; c++)
          spread[c * rank + r] = 2 * dot(imageOfRoot, 0, roots[c], 0, otherCount);
        spread[r * rank + r] += 1;
        for (let v = 0; v < 3; v++)
          reduced[v * rank + r] = dot(vectors, v * otherCount, roots[r], 0, otherCount);
      }
      choleskyFactor(spread, 0, spread, 0, rank);
      for (let r = 0; r < rank; r++) height /= spread[r * rank + r];
      for (let v = 0; v < 3; v++) solveLower(reduced, v * rank, spread, rank);
    }
    const lessened = (i: number, j: number) => 2 * dot(reduced, i * rank, reduced, j * rank, rank);

    const xx = precision[rowX + otherCount] - lessened(0, 0);
    const xy = precision[rowY + otherCount] - lessened(0, 1);
    const yy = precision[rowY + otherCount + 1] - lessened(1, 1);
    const linearX = dot(vectors, 0, offset, 0, otherCount) - lessened(0, 2);
    const linearY = dot(vectors, otherCount, offset, 0, otherCount) - lessened(1, 2);
    const constant = dot(vectors, 2 * otherCount, offset, 0, otherCount) - lessened(2, 2);

    // Completing the square: dᵀPd + 2 lᵀd + k = (d − d*)ᵀ P (d − d*) + k + lᵀd*, with d* = −P⁻¹ l.
    const determinant = xx * yy - xy * xy;
    const peakX = (xy * linearY - yy * linearX) / determinant;
    const peakY = (xy * linearX - xx * linearY) / determinant;
    height *= exp(-Math.max(0, constant + linearX * peakX + linearY * peakY));

    return {
      id: hill.id,
      center: [center[x] + scale[x] * (hill.mean[x] + peakX), center[y] + scale[y] * (hill.mean[y] + peakY)],
      precision: [xx / (scale[x] * scale[x]), xy / (scale[x] * scale[y]), yy / (scale[y] * scale[y])],
      weights: hill.weights.map((weight) => weight * rewardScale * height),
      shadow: {
        center: [center[x] + scale[x] * hill.mean[x], center[y] + scale[y] * hill.mean[y]],
        covariance: shadowCovariance(factor, precision, size, scale[x], scale[y]),
      },
    };
  });
}

/**
 * E exp(−eᵀCe) for C the diagonal of `precision` that belongs to the dimensions `others`, e ~ N(offset, LLᵀ) and `roots` the
 * columns of L: what a diagonal hill, which has no B, is high in a plane. By the formula of `marginalHills`
 * |M|^(−½) exp(−nᵀCn + 2 gᵀTg) with g = Cn and T = L M⁻¹ Lᵀ.
 */
function meanHeight(
  precision: readonly number[],
  others: readonly number[],
  offset: (dimension: number) => number,
  roots: readonly Float64Array[],
): number {
  const rank = roots.length;
  const pull = others.map((i) => precision[i] * offset(i));
  let exponent = others.reduce((sum, i, at) => sum + pull[at] * offset(i), 0);
  if (rank === 0) return exp(-exponent);
  const spread = new Float64Array(rank * rank);
  const reduced = new Float64Array(rank);
  for (let r = 0; r < rank; r++) {
    for (let c = r; c < rank; c++) {
      spread[c * rank + r] =
        2 * others.reduce((sum, i, at) => sum + precision[i] * roots[r][at] * roots[c][at], 0);
    }
    spread[r * rank + r] += 1;
    reduced[r] = pull.reduce((sum, entry, at) => sum + entry * roots[r][at], 0);
  }
  choleskyFactor(spread, 0, spread, 0, rank);
  solveLower(reduced, 0, spread, rank);
  exponent -= 2 * dot(reduced, 0, reduced, 0, rank);
  let height = exp(-Math.max(0, exponent));
  for (let r = 0; r < rank; r++) height /= spread[r * rank + r];
  return height;
}

function checkPlane([x, y]: PlaneDimensions, size: number, meanSize: number): void {
  for (const dimension of [x, y]) {
    if (!(Number.isInteger(dimension) && dimension >= 0 && dimension < size)) {
      throw new RangeError(`dimensions has ${dimension}; it must be from 0 to ${size - 1}`);
    }
  }
  if (x === y) throw new RangeError(`dimensions has ${x} twice; a plane has two different ones`);
  if (meanSize !== size) {
    throw new RangeError(`the others have ${meanSize} numbers; observationSize is ${size}`);
  }
}

/** The columns of L with LLᵀ = the covariance of some dimensions in normalised units; none for those that do not vary. */
function covarianceRoot(
  covariance: Float64Array,
  dimensions: readonly number[],
  scale: readonly number[],
): Float64Array[] {
  const count = dimensions.length;
  const normalized = Float64Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [dimensions[Math.floor(at / count)], dimensions[at % count]];
    return covariance[i * scale.length + j] / (scale[i] * scale[j]);
  });
  const { values, vectors } = decomposition(normalized, count);
  const columns: Float64Array[] = [];
  for (let e = 0; e < count && values[e] > NEGLIGIBLE_VARIANCE * values[0]; e++) {
    const length = Math.sqrt(values[e]);
    columns.push(Float64Array.from({ length: count }, (_, i) => length * vectors[i * count + e]));
  }
  return columns;
}

function decomposition(matrix: Float64Array, size: number): SymmetricEigen {
  const eigen = new SymmetricEigen(size);
  eigen.decompose(matrix, 0);
  return eigen;
}

/** Full symmetric matrix from a document's packed upper triangle, its dimensions in another order. */
function unpackInOrder(out: Float64Array, packed: readonly number[], order: readonly number[]): void {
  const size = order.length;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const first = Math.min(order[row], order[column]);
      const second = Math.max(order[row], order[column]);
      out[row * size + column] = packed[first * size - (first * (first - 1)) / 2 + second - first];
    }
  }
}

/** v ← R⁻¹ v by forward substitution, for the `size` numbers of v at `at`. */
function solveLower(v: Float64Array, at: number, lower: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    v[at + row] = (v[at + row] - dot(lower, row * size, v, at, row)) / lower[row * size + row];
  }
}

/** C's block of the last two dimensions: the inverse of their Schur complement, which is the end of L times its transpose. */
function shadowCovariance(
  factor: Float64Array,
  precision: Float64Array,
  size: number,
  scaleX: number,
  scaleY: number,
): [number, number, number] {
  choleskyFactor(factor, 0, precision, 0, size);
  const first = factor[(size - 1) * size - 2];
  const mixed = factor[size * size - 2];
  const second = factor[size * size - 1];
  const yy = 1 / (second * second);
  const xy = (-mixed / first) * yy;
  return [
    (1 / (first * first) + xy * xy * second * second) * scaleX * scaleX,
    xy * scaleX * scaleY,
    yy * scaleY * scaleY,
  ];
}
