/** How a mixture grows, adapts and shrinks; symbols are Pinto & Engel's. */
export interface MixtureOptions {
  /** δ: deviation of a new component along each number, in that of all vectors so far */
  readonly delta: number;
  /** τ: a vector at which every component is lower than this share of its own peak is novel */
  readonly tau: number;
  /** sp_max: vectors that a component averages over; what it learned before fades */
  readonly memory: number;
  /** v_min: vectors after which a component may be spurious */
  readonly minimumAge: number;
  /** sp_min: a component that fewer vectors belong to by then is spurious */
  readonly minimumMass: number;
}

/** Share of a component's first deviation that it keeps along each number, however alike what it learns from. */
const LEAST_DEVIATION = 0.01;
/** A component to which a vector belongs by less than this stays as it is. */
const LEAST_SHARE = 1e-6;

/**
 * Incremental Gaussian mixture over vectors (x, y), x of `inputSize` numbers and y of one (Engel & Heinen 2010; with precision matrices Pinto &
 * Engel, *A fast incremental Gaussian mixture model*, PLOS ONE 10, 2015): learns from each vector once, and recalls E[y | x].
 */
export class IncrementalMixture {
  readonly components: Component[] = [];
  private readonly inputSize: number;
  private readonly options: MixtureOptions;

  constructor(inputSize: number, options: MixtureOptions) {
    this.inputSize = inputSize;
    this.options = options;
  }

  /** E[y | x]: what each component expects, weighted by p(j | x); 0 while there is no component. */
  recall(input: ArrayLike<number>): number {
    let highest = Number.NEGATIVE_INFINITY;
    for (const component of this.components) {
      component.expect(input);
      highest = Math.max(highest, component.logWeight);
    }
    let [sum, total] = [0, 0];
    for (const { logWeight, expected } of this.components) {
      const weight = Math.exp(logWeight - highest);
      sum += weight * expected;
      total += weight;
    }
    return total === 0 ? 0 : sum / total;
  }

  /** A novel vector becomes a component, as wide as δ `deviations`; of any other the components learn by p(j | x, y). */
  learn(vector: Float64Array, deviations: ArrayLike<number>): void {
    const { components } = this;
    let nearest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    for (const component of components) {
      component.compare(vector);
      nearest = Math.min(nearest, component.squaredDistance);
      highest = Math.max(highest, component.logWeight);
    }
    const { delta, tau, memory } = this.options;
    if (Math.exp(-nearest / 2) < tau || components.length === 0) {
      const variances = Array.from(vector, (_, i) => (delta * deviations[i]) ** 2);
      components.push(new Component(vector, variances, this.inputSize));
      return;
    }
    let total = 0;
    for (const { logWeight } of components) total += Math.exp(logWeight - highest);
    for (const component of components) {
      const share = Math.exp(component.logWeight - highest) / total;
      component.age++;
      if (share > LEAST_SHARE) component.learn(share, memory);
    }
    this.dropSpurious();
  }

  private dropSpurious(): void {
    const { components } = this;
    const { minimumAge, minimumMass } = this.options;
    for (let j = components.length - 1; j >= 0 && components.length > 1; j--) {
      if (components[j].age > minimumAge && components[j].mass < minimumMass) components.splice(j, 1);
    }
  }
}

/** One Gaussian over (x, y). */
export class Component {
  /** μ */
  readonly mean: Float64Array;
  /** Λ = C⁻¹, size × size */
  readonly precision: Float64Array;
  /** ln |C| */
  logDeterminant = 0;
  /** sp: how many vectors belong to it, forgotten ones aside */
  mass = 1;
  /** v: how many vectors it has seen */
  age = 1;
  /** (v − μ)ᵀ Λ (v − μ) of the vector v it was compared with last */
  squaredDistance = 0;
  /** ln of sp times the density, but for a constant: at the vector compared with, or at the input whose output was expected */
  logWeight = 0;
  /** E[y | x] of that input */
  expected = 0;
  private readonly inputSize: number;
  private readonly firstVariances: readonly number[];
  /** The number along which C is widened next. */
  private widenedNext = 0;
  /** v − μ and Λ (v − μ) */
  private readonly error: Float64Array;
  private readonly pull: Float64Array;

  constructor(mean: Float64Array, variances: readonly number[], inputSize: number) {
    const size = mean.length;
    this.mean = mean.slice();
    this.precision = new Float64Array(size * size);
    for (const [i, variance] of variances.entries()) {
      this.precision[i * size + i] = 1 / variance;
      this.logDeterminant += Math.log(variance);
    }
    this.inputSize = inputSize;
    this.firstVariances = variances;
    this.error = new Float64Array(size);
    this.pull = new Float64Array(size);
  }

  compare(vector: Float64Array): void {
    const { mean, error, pull } = this;
    this.turn(vector, mean.length);
    this.squaredDistance = 0;
    for (let i = 0; i < mean.length; i++) this.squaredDistance += pull[i] * error[i];
    this.logWeight = Math.log(this.mass) - (this.squaredDistance + this.logDeterminant) / 2;
  }

  /**
   * Learns from the vector compared with last, which belongs to it by `share`. With ω = share / sp and e = v − μ
   *
   *     μ ← μ + ω e,   C ← (1 − ω)(C + ω e eᵀ)
   *
   * and Λ by Sherman and Morrison's formula. Then C is widened by a little along one number, each in its turn, lest it become singular.
   */
  learn(share: number, memory: number): void {
    const { mean, precision, error, pull, squaredDistance } = this;
    const size = mean.length;
    this.mass = Math.min(this.mass + share, memory);
    const rate = share / this.mass;
    for (let i = 0; i < size; i++) mean[i] += rate * error[i];
    this.widen(rate, squaredDistance);
    for (let i = 0; i < precision.length; i++) precision[i] /= 1 - rate;
    this.logDeterminant += size * Math.log(1 - rate);

    const number = this.widenedNext;
    this.widenedNext = (number + 1) % size;
    for (let i = 0; i < size; i++) pull[i] = precision[i * size + number];
    this.widen(rate * size * LEAST_DEVIATION ** 2 * this.firstVariances[number], pull[number]);
  }

  /** C ← C + amount · v vᵀ where `pull` is Λ v, and `square` vᵀ Λ v. */
  private widen(amount: number, square: number): void {
    const { precision, pull } = this;
    const stretch = 1 + amount * square;
    const size = pull.length;
    for (let i = 0; i < size; i++) {
      // Half of Λ is computed and mirrored: a difference between the halves, once rounded in, would grow with every division by 1 − ω.
      for (let j = 0; j <= i; j++) {
        const value = precision[i * size + j] - (amount / stretch) * pull[i] * pull[j];
        precision[i * size + j] = value;
        precision[j * size + i] = value;
      }
    }
    this.logDeterminant += Math.log(stretch);
  }

  /**
   * E[y | x] = μ_y − Λ_yx (x − μ_x) / Λ_yy, and the weight that x gives the component: its Gaussian's over x alone, with precision
   * Λ_xx − Λ_xy Λ_yx / Λ_yy and covariance of determinant |C| Λ_yy.
   */
  expect(input: ArrayLike<number>): void {
    const { mean, precision, error, pull, inputSize } = this;
    this.turn(input, inputSize);
    const own = precision[precision.length - 1];
    const slope = pull[inputSize] / own;
    let square = -slope * pull[inputSize];
    for (let i = 0; i < inputSize; i++) square += pull[i] * error[i];
    this.expected = mean[inputSize] - slope;
    this.logWeight = Math.log(this.mass) - (square + this.logDeterminant + Math.log(own)) / 2;
  }

  /** Sets error and pull by the first `count` numbers of a vector, as if the others stood at μ. */
  private turn(vector: ArrayLike<number>, count: number): void {
    const { mean, precision, error, pull } = this;
    const size = mean.length;
    for (let i = 0; i < count; i++) error[i] = vector[i] - mean[i];
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += precision[i * size + j] * error[j];
      pull[i] = sum;
    }
  }
}
