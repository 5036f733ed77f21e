import * as tf from "@tensorflow/tfjs-core";
import { Xoshiro128 } from "drumlin";
import { beforeAll, describe, expect, test } from "vitest";
import { Adam, clipNorm } from "./adam.ts";
import { type Activation, orthogonalLayers, Perceptron, toBatch, uniformLayers } from "./perceptron.ts";
import { ready } from "./ready.ts";

beforeAll(ready);

const random = Xoshiro128.fromSeed(1, 9);
const vectors = (count: number, size: number) =>
  Array.from({ length: count }, () => Array.from({ length: size }, () => random.normal()));

describe.each<Activation>(["relu", "tanh"])("a perceptron with %s", (activation) => {
  const network = new Perceptron(uniformLayers([3, 33, 17, 2], random), activation);

  test("answers one observation as TensorFlow.js answers a batch", () => {
    const observations = vectors(5, 3);
    const outputs = network.predictBatch(toBatch(observations, 3), network.toTensors());
    for (const [at, observation] of observations.entries()) {
      const plain = network.predict(observation);
      for (let a = 0; a < 2; a++) expect(plain[a]).toBeCloseTo(outputs[2 * at + a], 5);
    }
  });

  test("has the gradients that finite differences of the loss show", () => {
    const observations = vectors(4, 3);
    const weights = vectors(4, 2).flat();
    // The loss is a weighted sum of squares of the outputs.
    const loss = () =>
      observations.reduce((sum, observation, at) => {
        const outputs = network.predict(observation);
        return sum + weights[2 * at] * outputs[0] ** 2 + weights[2 * at + 1] * outputs[1] ** 2;
      }, 0);
    const gradients = network.gradients(toBatch(observations, 3), (outputs) =>
      outputs.map((output, at) => 2 * weights[at] * output),
    );
    for (const [index, parameter] of network.parameters.entries()) {
      for (let i = 0; i < parameter.length; i += 1 + Math.floor(parameter.length / 10)) {
        const before = parameter[i];
        parameter[i] = before + 1e-3;
        const [above, high] = [parameter[i], loss()];
        parameter[i] = before - 1e-3;
        const difference = (high - loss()) / (above - parameter[i]);
        parameter[i] = before;
        expect(gradients[index][i]).toBeCloseTo(difference, 2);
      }
    }
  });

  test("leaves no tensor behind", () => {
    const batch = toBatch(vectors(4, 3), 3);
    const before = tf.memory().numTensors;
    network.gradients(batch, (outputs) => outputs.slice());
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("orthogonal layers have orthonormal rows or columns, times √2 but for the last", () => {
  const layers = orthogonalLayers([3, 8, 5, 2], 0.01, random);
  for (const [index, { inputs, outputs, weights, biases }] of layers.entries()) {
    const gain = index === 2 ? 0.01 : Math.SQRT2;
    const tall = inputs >= outputs;
    const count = Math.min(inputs, outputs);
    const entry = (k: number, i: number) => weights[tall ? i * outputs + k : k * outputs + i];
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        let product = 0;
        for (let i = 0; i < Math.max(inputs, outputs); i++) product += entry(a, i) * entry(b, i);
        expect(product).toBeCloseTo(a === b ? gain * gain : 0, 6);
      }
    }
    expect(biases.every((bias) => bias === 0)).toBe(true);
  }
});

test("Adam's steps are TensorFlow.js's", () => {
  const values = Float32Array.from(vectors(1, 20)[0]);
  const variable = tf.variable(tf.tensor1d(values.slice()), true, "adam-test");
  const theirs = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
  const ours = new Adam([values], 1e-8);
  for (let step = 0; step < 10; step++) {
    const gradient = Float32Array.from(vectors(1, 20)[0]);
    ours.step([values], [gradient], 0.01);
    theirs.applyGradients([{ name: "adam-test", tensor: tf.tensor1d(gradient) }]);
  }
  for (const [i, value] of variable.dataSync().entries()) expect(values[i]).toBeCloseTo(value, 5);
});

test("a gradient of several arrays is shortened as one vector, and only where it is too long", () => {
  const gradients = [Float32Array.of(3), Float32Array.of(0, 4)];
  expect(clipNorm(gradients, 10)).toBe(5);
  expect(gradients).toEqual([Float32Array.of(3), Float32Array.of(0, 4)]);
  expect(clipNorm(gradients, 2.5)).toBe(5);
  expect(gradients).toEqual([Float32Array.of(1.5), Float32Array.of(0, 2)]);
});
