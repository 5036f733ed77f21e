/**
 * Moves `count` points, which stand one behind the other in a flat array, against their Riemannian gradients. One instance
 * per parameter group; it keeps the group's moments.
 */
export interface Optimizer {
  /**
   * One step of size `learningRate`, or of each point's share of it where `shares` are given. `gradients` holds a tangent vector
   * for each point. No step is longer than `LONGEST_STEP`. Says whether every point could follow it: one that it would lead out of
   * what can be computed with is brought back, or stays as it is.
   */
  step(
    points: Float64Array,
    gradients: Float64Array,
    count: number,
    learningRate: number,
    shares?: Float64Array,
  ): boolean;
  /** Per-point rows of the moments, in the order of the points: numbers a point has in each array. */
  rows(): readonly { readonly array: Float64Array; readonly rowSize: number }[];
  /** Arrays whose contents are the optimiser's whole state. */
  state(): Record<string, Float64Array>;
}

/** An optimiser of ordinary coordinates. */
export interface CoordinateOptimizer extends Optimizer {
  /**
   * What follows a step where λ‖x‖₁ is to be minimised, too: a soft threshold in the metric that the step was taken in, which is
   * `threshold` = λ times the learning rate where that is the plain one.
   */
  proximalStep(points: Float64Array, count: number, threshold: number): void;
}
