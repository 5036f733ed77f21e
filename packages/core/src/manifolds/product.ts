import type { Manifold } from "./manifold.ts";

/** `count` points of one manifold. */
export interface ProductFactor {
  readonly manifold: Manifold;
  readonly count: number;
}

/** Where a factor's points and tangent vectors lie within those of the product. */
export interface PlacedFactor extends ProductFactor {
  readonly name: string;
  /** Offset of the factor's first number within a point of the product. */
  readonly pointAt: number;
  /** Offset of the factor's first number within a tangent vector of the product. */
  readonly tangentAt: number;
}

/**
 * The product of named manifolds, each with several points: all of them one after the other in one flat array, in the order
 * given. Inner products add up, so that norms obey Pythagoras; exponential and transport act on each point by itself.
 */
export class ProductManifold implements Manifold {
  readonly name = "product";
  readonly pointSize: number;
  readonly tangentSize: number;
  readonly factors: readonly PlacedFactor[];

  constructor(factors: Readonly<Record<string, ProductFactor>>) {
    const placed: PlacedFactor[] = [];
    let pointAt = 0;
    let tangentAt = 0;
    for (const [name, { manifold, count }] of Object.entries(factors)) {
      placed.push({ name, manifold, count, pointAt, tangentAt });
      pointAt += count * manifold.pointSize;
      tangentAt += count * manifold.tangentSize;
    }
    this.factors = placed;
    this.pointSize = pointAt;
    this.tangentSize = tangentAt;
  }

  /** The factor of that name; RangeError when there is none. */
  factor(name: string): PlacedFactor {
    const found = this.factors.find((factor) => factor.name === name);
    if (found === undefined) throw new RangeError(`no factor "${name}"`);
    return found;
  }

  innerProduct(
    point: Float64Array,
    pointAt: number,
    x: Float64Array,
    xAt: number,
    y: Float64Array,
    yAt: number,
  ): number {
    let sum = 0;
    for (const { manifold, count, pointAt: p, tangentAt: t } of this.factors) {
      for (let i = 0; i < count; i++) {
        const at = t + i * manifold.tangentSize;
        sum += manifold.innerProduct(point, pointAt + p + i * manifold.pointSize, x, xAt + at, y, yAt + at);
      }
    }
    return sum;
  }

  exponential(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    tangent: Float64Array,
    tangentAt: number,
  ): void {
    for (const { manifold, count, pointAt: p, tangentAt: t } of this.factors) {
      for (let i = 0; i < count; i++) {
        const at = p + i * manifold.pointSize;
        const along = tangentAt + t + i * manifold.tangentSize;
        manifold.exponential(out, outAt + at, point, pointAt + at, tangent, along);
      }
    }
  }

  transport(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    direction: Float64Array,
    directionAt: number,
    vector: Float64Array,
    vectorAt: number,
  ): void {
    for (const { manifold, count, pointAt: p, tangentAt: t } of this.factors) {
      for (let i = 0; i < count; i++) {
        const from = pointAt + p + i * manifold.pointSize;
        const at = t + i * manifold.tangentSize;
        manifold.transport(out, outAt + at, point, from, direction, directionAt + at, vector, vectorAt + at);
      }
    }
  }
}
