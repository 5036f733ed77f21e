import { dot } from "../linalg/matrix.ts";
import type { GeodesicManifold } from "./manifold.ts";

/** ℝⁿ: geodesics are straight lines and transport changes nothing, so that Riemannian methods on it are the ordinary ones. */
export class Euclidean implements GeodesicManifold {
  readonly name: string = "euclidean";
  readonly pointSize: number;
  readonly tangentSize: number;

  constructor(size: number) {
    this.pointSize = size;
    this.tangentSize = size;
  }

  innerProduct(
    _point: Float64Array,
    _pointAt: number,
    x: Float64Array,
    xAt: number,
    y: Float64Array,
    yAt: number,
  ): number {
    return dot(x, xAt, y, yAt, this.tangentSize);
  }

  exponential(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    tangent: Float64Array,
    tangentAt: number,
  ): void {
    for (let i = 0; i < this.pointSize; i++) out[outAt + i] = point[pointAt + i] + tangent[tangentAt + i];
  }

  transport(
    out: Float64Array,
    outAt: number,
    _point: Float64Array,
    _pointAt: number,
    _direction: Float64Array,
    _directionAt: number,
    vector: Float64Array,
    vectorAt: number,
  ): void {
    if (out === vector && outAt === vectorAt) return;
    for (let i = 0; i < this.tangentSize; i++) out[outAt + i] = vector[vectorAt + i];
  }

  logarithm(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    other: Float64Array,
    otherAt: number,
  ): void {
    for (let i = 0; i < this.pointSize; i++) out[outAt + i] = other[otherAt + i] - point[pointAt + i];
  }

  distance(point: Float64Array, pointAt: number, other: Float64Array, otherAt: number): number {
    let square = 0;
    for (let i = 0; i < this.pointSize; i++) {
      const difference = other[otherAt + i] - point[pointAt + i];
      square += difference * difference;
    }
    return Math.sqrt(square);
  }
}
