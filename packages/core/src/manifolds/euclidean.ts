import { dot } from "../linalg/matrix.ts";
import type { GeodesicManifold } from "./manifold.ts";

/** ℝⁿ: geodesics are straight lines and transport changes nothing, so that Riemannian methods on it are the ordinary ones. */
export function euclidean(size: number): GeodesicManifold {
  return {
    name: "euclidean",
    pointSize: size,
    tangentSize: size,

    innerProduct(_point, _pointAt, x, xAt, y, yAt) {
      return dot(x, xAt, y, yAt, size);
    },

    exponential(out, outAt, point, pointAt, tangent, tangentAt) {
      for (let i = 0; i < size; i++) out[outAt + i] = point[pointAt + i] + tangent[tangentAt + i];
    },

    transport(out, outAt, _point, _pointAt, _direction, _directionAt, vector, vectorAt) {
      if (out === vector && outAt === vectorAt) return;
      for (let i = 0; i < size; i++) out[outAt + i] = vector[vectorAt + i];
    },

    logarithm(out, outAt, point, pointAt, other, otherAt) {
      for (let i = 0; i < size; i++) out[outAt + i] = other[otherAt + i] - point[pointAt + i];
    },

    distance(point, pointAt, other, otherAt) {
      let square = 0;
      for (let i = 0; i < size; i++) {
        const difference = other[otherAt + i] - point[pointAt + i];
        square += difference * difference;
      }
      return Math.sqrt(square);
    },
  };
}
