/**
 * Adam (Kingma & Ba 2015, algorithm 1) on plain arrays, so that masks, schedules of the learning rate and clipping need no
 * tensors. The same numbers as TensorFlow.js's to float32's accuracy.
 */
export class Adam {
  private readonly epsilon: number;
  private readonly first: readonly Float32Array[];
  private readonly second: readonly Float32Array[];
  private count = 0;

  /** `parameters`: the arrays that will be stepped, for their lengths; `epsilon`: 1e-8 in the paper. */
  constructor(parameters: readonly Float32Array[], epsilon: number) {
    this.epsilon = epsilon;
    this.first = parameters.map(({ length }) => new Float32Array(length));
    this.second = parameters.map(({ length }) => new Float32Array(length));
  }

  /** Moves `parameters` against `gradients`, in place. */
  step(parameters: readonly Float32Array[], gradients: readonly Float32Array[], learningRate: number): void {
    this.count++;
    const firstBias = 1 - 0.9 ** this.count;
    const secondBias = 1 - 0.999 ** this.count;
    for (const [index, values] of parameters.entries()) {
      const gradient = gradients[index];
      const first = this.first[index];
      const second = this.second[index];
      for (let i = 0; i < values.length; i++) {
        first[i] = 0.9 * first[i] + 0.1 * gradient[i];
        second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
        const scale = Math.sqrt(second[i] / secondBias) + this.epsilon;
        values[i] -= (learningRate * first[i]) / (firstBias * scale);
      }
    }
  }
}

/** Shortens `gradients`, as one vector, to `maximum` where they are longer. Answers the norm they had. */
export function clipNorm(gradients: readonly Float32Array[], maximum: number): number {
  let square = 0;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) square += gradient[i] * gradient[i];
  }
  const norm = Math.sqrt(square);
  if (norm > maximum) {
    for (const gradient of gradients) {
      for (let i = 0; i < gradient.length; i++) gradient[i] *= maximum / norm;
    }
  }
  return norm;
}
