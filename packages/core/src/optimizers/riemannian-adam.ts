import type { Manifold } from "../manifolds/manifold.ts";
import { ADAM_EPSILON, advancePowers, FIRST_DECAY, SECOND_DECAY } from "./adam-constants.ts";
import { limitStep } from "./limit-step.ts";
import type { Optimizer } from "./optimizer.ts";
import { allFinite, takeStep } from "./take-step.ts";
import { wholeShares } from "./whole-shares.ts";

/**
 * Riemannian Adam (Bécigneul & Ganea 2019) on a product of equal manifolds: one momentum vector and one scalar second
 * moment ‖g‖² a point (method §5). The momentum moves along with its point by the manifold's transport; a point whose step was
 * refused, or whose momentum cannot be moved along, begins a new one.
 */
export class RiemannianAdam implements Optimizer {
  private readonly manifold: Manifold;
  private readonly momentum: Float64Array;
  private readonly second: Float64Array;
  private readonly greatest: Float64Array | undefined;
  private readonly powers = new Float64Array([1, 1]);
  private readonly direction: Float64Array;
  private readonly before: Float64Array;

  /** `count`: how many points at most. */
  constructor(manifold: Manifold, count: number, amsgrad: boolean) {
    this.manifold = manifold;
    this.momentum = new Float64Array(count * manifold.tangentSize);
    this.second = new Float64Array(count);
    this.greatest = amsgrad ? new Float64Array(count) : undefined;
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
    const { manifold, momentum, second, greatest, powers, direction, before } = this;
    const { pointSize, tangentSize } = manifold;
    let isWhole = true;
    advancePowers(powers);
    const firstCorrection = 1 / (1 - powers[0]);
    const secondCorrection = 1 / (1 - powers[1]);
    for (let k = 0; k < count; k++) {
      const pointAt = k * pointSize;
      const tangentAt = k * tangentSize;
      const squaredNorm = manifold.innerProduct(points, pointAt, gradients, tangentAt, gradients, tangentAt);
      second[k] = SECOND_DECAY * second[k] + (1 - SECOND_DECAY) * squaredNorm;
      let spread = second[k];
      if (greatest) spread = greatest[k] = Math.max(greatest[k], spread);
      const step = (learningRate * shares[k]) / (Math.sqrt(spread * secondCorrection) + ADAM_EPSILON);
      for (let i = 0; i < tangentSize; i++) {
        const moved = FIRST_DECAY * momentum[tangentAt + i] + (1 - FIRST_DECAY) * gradients[tangentAt + i];
        momentum[tangentAt + i] = moved;
        direction[i] = -step * (moved * firstCorrection);
      }
      const isRisky = limitStep(manifold, points, pointAt, direction);
      manifold.transport(momentum, tangentAt, points, pointAt, direction, 0, momentum, tangentAt);
      if (!isRisky) {
        manifold.exponential(points, pointAt, points, pointAt, direction, 0);
        continue;
      }
      const outcome = takeStep(manifold, points, pointAt, direction, before);
      if (outcome !== "taken") isWhole = false;
      if (outcome === "refused" || !allFinite(momentum, tangentAt, tangentSize)) {
        momentum.fill(0, tangentAt, tangentAt + tangentSize);
      }
    }
    return isWhole;
  }

  rows(): { array: Float64Array; rowSize: number }[] {
    const rows = [
      { array: this.momentum, rowSize: this.manifold.tangentSize },
      { array: this.second, rowSize: 1 },
    ];
    return this.greatest ? [...rows, { array: this.greatest, rowSize: 1 }] : rows;
  }

  state(): Record<string, Float64Array> {
    const { momentum, second, greatest, powers } = this;
    return greatest ? { momentum, second, greatest, powers } : { momentum, second, powers };
  }
}
