import { euclidean } from "../manifolds/euclidean.ts";
import type { CoordinateOptimizer } from "./optimizer.ts";
import { RiemannianSgd } from "./riemannian-sgd.ts";
import { softThreshold } from "./soft-threshold.ts";

/** Gradient descent on ordinary coordinates: the Riemannian one on a product of copies of ℝ. */
export class GradientDescent extends RiemannianSgd implements CoordinateOptimizer {
  constructor() {
    super({ ...euclidean(1), hasRelativeSteps: true });
  }

  proximalStep(points: Float64Array, count: number, threshold: number): void {
    for (let i = 0; i < count; i++) points[i] = softThreshold(points[i], threshold);
  }
}
