import type { Manifold } from "../manifolds/manifold.ts";
import { limitStep } from "./limit-step.ts";
import type { Optimizer } from "./optimizer.ts";
import { takeStep } from "./take-step.ts";
import { wholeShares } from "./whole-shares.ts";

/** Riemannian gradient descent: each point follows the geodesic of −η grad (the paper's abstract; method §6). No state. */
export class RiemannianSgd implements Optimizer {
  private readonly manifold: Manifold;
  private readonly direction: Float64Array;
  private readonly before: Float64Array;

  constructor(manifold: Manifold) {
    this.manifold = manifold;
    this.direction = new Float64Array(manifold.tangentSize);
    this.before = new Float64Array(manifold.pointSize);
  }

  step(
    points: Float64Array,
    gradients: Float64Array,
    count: number,
    learningRate: number,
    shares = wholeShares(count),
  ): boolean {
    const { manifold, direction, before } = this;
    const { pointSize, tangentSize } = manifold;
    let isWhole = true;
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < tangentSize; i++)
        direction[i] = -learningRate * shares[k] * gradients[k * tangentSize + i];
      if (!limitStep(manifold, points, k * pointSize, direction)) {
        manifold.exponential(points, k * pointSize, points, k * pointSize, direction, 0);
      } else if (takeStep(manifold, points, k * pointSize, direction, before) !== "taken") isWhole = false;
    }
    return isWhole;
  }

  rows(): [] {
    return [];
  }

  state(): Record<string, never> {
    return {};
  }
}
