import { unpackQuadraticForm } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import type { Normalizer } from "../normalizers/normalizer.ts";
import type { Mixture } from "../q-functions/mixture.ts";
import type { Hill } from "./hill.ts";

/** Share of a matrix's greatest eigenvalue below which another one is rounding. */
const ROUNDING = 1e-14;

/** Row `k` of a mixture in the observation's and the reward's own units. */
export function describeHill(mixture: Mixture, k: number, id: number, normalizer: Normalizer): Hill {
  const { observationSize: size, actionCount, formLength } = mixture;
  const { center, scale, rewardScale } = normalizer;
  return {
    id,
    center: Array.from({ length: size }, (_, i) => center[i] + scale[i] * mixture.means[k * size + i]),
    ...(formLength === size ? diagonalShape(mixture, k, scale) : fullShape(mixture, k, scale)),
    weights: Array.from(
      mixture.weights.subarray(k * actionCount, (k + 1) * actionCount),
      (weight) => weight * rewardScale,
    ),
  };
}

/** What of a hill its covariance says. */
type HillShape = Pick<Hill, "precision" | "covariance" | "standardDeviations" | "principalAxis">;

function fullShape(mixture: Mixture, k: number, scale: ArrayLike<number>): HillShape {
  const { observationSize: size, formLength } = mixture;
  const precision = new Float64Array(size * size);
  unpackQuadraticForm(precision, 0, mixture.quadraticForms, k * formLength, size);
  const eigen = new SymmetricEigen(size);
  eigen.decompose(precision, 0);

  // C = V Λ⁻¹ Vᵀ; eigenvalues of the precision descend, so the last one belongs to the longest axis. Beside a great one a small one is
  // only known to rounding.
  for (let e = 0; e < size; e++) eigen.values[e] = Math.max(eigen.values[e], ROUNDING * eigen.values[0]);
  const covariance = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      let entry = 0;
      for (let e = 0; e < size; e++) {
        entry += (eigen.vectors[row * size + e] * eigen.vectors[column * size + e]) / eigen.values[e];
      }
      return entry * scale[row] * scale[column];
    }),
  );
  const reach = Math.sqrt(1 / (2 * eigen.values[size - 1]));
  return {
    precision: Array.from({ length: size }, (_, row) =>
      Array.from(
        { length: size },
        (_, column) => precision[row * size + column] / (scale[row] * scale[column]),
      ),
    ),
    covariance,
    standardDeviations: covariance.map((row, i) => Math.sqrt(row[i] / 2)),
    principalAxis: Array.from(
      { length: size },
      (_, i) => scale[i] * reach * eigen.vectors[i * size + size - 1],
    ),
  };
}

/** The same of a diagonal covariance, whose axes are the observation's. */
function diagonalShape(
  { quadraticForms, observationSize: size }: Mixture,
  k: number,
  scale: ArrayLike<number>,
): HillShape {
  const form = quadraticForms.subarray(k * size, (k + 1) * size);
  const covariance = Array.from(form, (entry, i) => (1 / entry) * scale[i] * scale[i]);
  const longest = form.indexOf(form.reduce((least, entry) => Math.min(least, entry)));
  const principalAxis = new Array<number>(size).fill(0);
  principalAxis[longest] = scale[longest] * Math.sqrt(1 / (2 * form[longest]));
  return {
    precision: [Array.from(form, (entry, i) => entry / (scale[i] * scale[i]))],
    covariance: [covariance],
    standardDeviations: covariance.map((entry) => Math.sqrt(entry / 2)),
    principalAxis,
  };
}
