import * as tf from "@tensorflow/tfjs-core";
import { greedyAction, type Xoshiro128 } from "drumlin";

export type Activation = "relu" | "tanh";

/** One affine map: outputs = inputs · weights + biases. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** inputs × outputs, row by row */
  readonly weights: Float32Array;
  /** outputs */
  readonly biases: Float32Array;
}

/**
 * Affine layers with an activation between them. The parameters live in plain arrays: optimiser, masks and the forward
 * pass of one observation work on those; TensorFlow.js gets a copy (`toTensors`) for batches. The backward pass is
 * written out: in Node, TensorFlow.js's core comes without its gradients.
 */
export class Perceptron {
  readonly layers: readonly Layer[];
  readonly activation: Activation;
  /** Weights and biases of each layer, in turn. */
  readonly parameters: readonly Float32Array[];

  constructor(layers: readonly Layer[], activation: Activation) {
    this.layers = layers;
    this.activation = activation;
    this.parameters = layers.flatMap(({ weights, biases }) => [weights, biases]);
  }

  /** The outputs for one observation, in plain TypeScript: a tensor for a single row would cost more than the arithmetic. */
  predict(observation: ArrayLike<number>): Float64Array {
    let outputs = applyLayer(this.layers[0], observation);
    for (const layer of this.layers.slice(1)) {
      activate(outputs, this.activation);
      outputs = applyLayer(layer, outputs);
    }
    return outputs;
  }

  /** The action of the greatest output. */
  act(observation: ArrayLike<number>): number {
    return greedyAction(this.predict(observation));
  }

  /** A copy of the parameters, in their order; whoever asks disposes of it. */
  toTensors(): tf.Tensor[] {
    return this.layers.flatMap(({ inputs, outputs, weights, biases }) => [
      tf.tensor2d(weights.slice(), [inputs, outputs]),
      tf.tensor1d(biases.slice()),
    ]);
  }

  /** The outputs for a batch, batch × outputs row by row, of the parameters in `tensors`. */
  predictBatch(batch: tf.Tensor2D, tensors: readonly tf.Tensor[]): Float32Array {
    return freeingTensors(() => this.forward(batch, tensors).at(-1)!.dataSync<"float32">().slice());
  }

  /**
   * Gradients of a loss by each of the present parameters, by backpropagation.
   *
   * @param batch batch × observationSize
   * @param outputGradient the loss's gradient by the outputs, in their layout (batch × outputs), from the outputs
   */
  gradients(batch: tf.Tensor2D, outputGradient: (outputs: Float32Array) => Float32Array): Float32Array[] {
    return freeingTensors(() => {
      const tensors = this.toTensors();
      const values = this.forward(batch, tensors);
      const outputs = values.at(-1)!;
      let delta: tf.Tensor2D = tf.tensor2d(outputGradient(outputs.dataSync<"float32">()), outputs.shape);
      const gradients: Float32Array[] = [];
      // The wasm backend's matMul is ten times as slow with its transpose flags as after tf.transpose.
      for (let index = this.layers.length - 1; index >= 0; index--) {
        const inputs = values[index];
        const byWeights = tf.matMul(tf.transpose(inputs), delta);
        const byBiases = tf.sum(delta, 0);
        gradients.unshift(byWeights.dataSync<"float32">().slice(), byBiases.dataSync<"float32">().slice());
        if (index === 0) break;
        const weights = tensors[2 * index] as tf.Tensor2D;
        const slope = this.activation === "relu" ? tf.step(inputs) : tf.sub(1, tf.square(inputs));
        delta = tf.mul(tf.matMul(delta, tf.transpose(weights)), slope);
      }
      return gradients;
    });
  }

  /** The batch, and what each layer makes of it; the activation stands at the end of every layer but the last. */
  private forward(batch: tf.Tensor2D, tensors: readonly tf.Tensor[]): tf.Tensor2D[] {
    const values = [batch];
    for (let index = 0; index < this.layers.length; index++) {
      const weights = tensors[2 * index] as tf.Tensor2D;
      const sums: tf.Tensor2D = tf.add(tf.matMul(values[index], weights), tensors[2 * index + 1]);
      if (index === this.layers.length - 1) values.push(sums);
      else values.push(this.activation === "relu" ? tf.relu(sums) : tf.tanh(sums));
    }
    return values;
  }
}

/**
 * What `compute` answers, the tensors it made being freed: `tf.tidy`, which would look for tensors in every element of the
 * arrays that are answered, and so take most of an update's time.
 */
export function freeingTensors<Result>(compute: () => Result): Result {
  const engine = tf.engine();
  engine.startScope();
  try {
    return compute();
  } finally {
    engine.endScope();
  }
}

/** Vectors of `size` numbers as the rows of a tensor. */
export function toBatch(vectors: readonly ArrayLike<number>[], size: number): tf.Tensor2D {
  const rows = new Float32Array(vectors.length * size);
  for (const [at, vector] of vectors.entries()) rows.set(vector, at * size);
  return tf.tensor2d(rows, [vectors.length, size]);
}

function applyLayer(
  { outputs, weights, biases }: Layer,
  inputs: ArrayLike<number>,
): Float64Array<ArrayBuffer> {
  const sums = Float64Array.from(biases);
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i];
    if (input === 0) continue;
    for (let j = 0, at = i * outputs; j < outputs; j++, at++) sums[j] += input * weights[at];
  }
  return sums;
}

function activate(values: Float64Array, activation: Activation): void {
  for (let i = 0; i < values.length; i++) {
    values[i] = activation === "relu" ? Math.max(0, values[i]) : Math.tanh(values[i]);
  }
}

/** PyTorch's initialisation of nn.Linear, which stable-baselines3's DQN has: all uniform in ± 1/√inputs. */
export function uniformLayers(sizes: readonly number[], random: Xoshiro128): Layer[] {
  return pairs(sizes).map(([inputs, outputs]) => {
    const bound = 1 / Math.sqrt(inputs);
    const draw = () => (2 * random.uniform() - 1) * bound;
    return {
      inputs,
      outputs,
      weights: Float32Array.from({ length: inputs * outputs }, draw),
      biases: Float32Array.from({ length: outputs }, draw),
    };
  });
}

/** Orthogonal weights times a gain (√2, for the last layer `outputGain`), biases 0: stable-baselines3's PPO. */
export function orthogonalLayers(sizes: readonly number[], outputGain: number, random: Xoshiro128): Layer[] {
  return pairs(sizes).map(([inputs, outputs], index) => {
    const gain = index === sizes.length - 2 ? outputGain : Math.SQRT2;
    const tall = inputs >= outputs;
    const frame = orthonormalRows(Math.min(inputs, outputs), Math.max(inputs, outputs), random);
    const weights = new Float32Array(inputs * outputs);
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) weights[i * outputs + j] = gain * (tall ? frame[j][i] : frame[i][j]);
    }
    return { inputs, outputs, weights, biases: new Float32Array(outputs) };
  });
}

/** `count` orthonormal vectors of `size` numbers, by Gram–Schmidt from normal variates. */
function orthonormalRows(count: number, size: number, random: Xoshiro128): Float64Array[] {
  const rows: Float64Array[] = [];
  while (rows.length < count) {
    const row = Float64Array.from({ length: size }, () => random.normal());
    for (const other of rows) {
      const overlap = dot(row, other);
      for (let i = 0; i < size; i++) row[i] -= overlap * other[i];
    }
    const norm = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / norm));
  }
  return rows;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function pairs(sizes: readonly number[]): [number, number][] {
  return sizes.slice(1).map((outputs, index) => [sizes[index], outputs]);
}
