import type { GaussianPolicy, PlaneDimensions } from "drumlin";

/** Multiplications that ranking the dimensions may take: a few hundredths of a second. */
const BUDGET = 1e7;

/**
 * How much the decision depends on each dimension: how far half a standard deviation of it, either way, moves the actions'
 * values apart, in the mean over some of the visited observations (count × observationSize).
 */
export function decisionDependence(policy: GaussianPolicy, visited: ArrayLike<number>): number[] {
  const { observationSize: size, actionCount } = policy;
  const count = visited.length / size;
  const deviations = Array.from({ length: size }, (_, i) => standardDeviation(visited, size, i));
  const perState = 2 * size * Math.max(1, policy.hillCount) * ((size * (size + 1)) / 2 + actionCount);
  const states = Math.min(count, 64, Math.max(1, Math.floor(BUDGET / perState)));
  const dependence = new Array<number>(size).fill(0);
  for (let s = 0; s < states; s++) {
    const at = Math.floor((s * count) / states) * size;
    const state = Array.from({ length: size }, (_, i) => visited[at + i]!);
    for (let i = 0; i < size; i++) {
      const value = state[i]!;
      state[i] = value + deviations[i]! / 2;
      const above = policy.qValues(state);
      state[i] = value - deviations[i]! / 2;
      const below = policy.qValues(state);
      state[i] = value;
      const changes = above.map((each, a) => each - below[a]!);
      const mean = changes.reduce((sum, change) => sum + change, 0) / actionCount;
      dependence[i]! += changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / states;
    }
  }
  return dependence.map(Math.sqrt);
}

/** The two dimensions that a decision depends on most, in the observation's order. Expects at least two. */
export function decidingDimensions(dependence: readonly number[]): PlaneDimensions {
  const [first = 0, second = 1] = [...dependence.keys()].sort((i, j) => dependence[j]! - dependence[i]!);
  return first < second ? [first, second] : [second, first];
}

function standardDeviation(visited: ArrayLike<number>, size: number, dimension: number): number {
  let [count, mean, squares] = [0, 0, 0];
  for (let at = dimension; at < visited.length; at += size) {
    const difference = visited[at]! - mean;
    mean += difference / ++count;
    squares += difference * (visited[at]! - mean);
  }
  return Math.sqrt(squares / Math.max(1, count));
}
