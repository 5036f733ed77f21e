import { resolveOptions, Xoshiro128 } from "drumlin";
import { describe, expect, test } from "vitest";
import { uniformLayers } from "./perceptron.ts";
import { erdosRenyiCounts, SparseMasks, type SparsityOptions, sparsityOptions } from "./sparsity.ts";

type SparsityMethod = SparsityOptions["sparsityMethod"];

const SIZES = [4, 32, 16, 2];
const WEIGHTS = 4 * 32 + 32 * 16 + 16 * 2;
const random = Xoshiro128.fromSeed(3, 9);

function create(sparsityMethod: SparsityMethod, sparsity: number) {
  const layers = uniformLayers(SIZES, random);
  const masks = new SparseMasks(layers, { sparsityMethod, sparsity, maskInterval: 1 }, random);
  const gradients = layers.map(({ weights }) => weights.map(() => random.normal()));
  return { layers, masks, gradients };
}

const liveCount = (masks: readonly Uint8Array[]) =>
  masks.reduce((sum, mask) => sum + mask.reduce((live, bit) => live + bit, 0), 0);

describe("ERK", () => {
  const layers = uniformLayers(SIZES, random);

  test.each([1, 0.9, 0.5, 0.2, 0.1, 0.01, 0.001])("budgets sum to the target, density %s", (density) => {
    const counts = erdosRenyiCounts(layers, density);
    expect(counts.reduce((a, b) => a + b)).toBe(Math.round(density * WEIGHTS));
    for (const [index, count] of counts.entries()) {
      expect(count).toBeGreaterThanOrEqual(0);
      expect(count).toBeLessThanOrEqual(layers[index].weights.length);
    }
  });

  test("budgets are in proportion to inputs + outputs where no layer is full", () => {
    const [first, second] = erdosRenyiCounts(
      [
        { inputs: 100, outputs: 200 },
        { inputs: 200, outputs: 400 },
      ],
      0.09,
    );
    expect([first, second]).toEqual([3000, 6000]);
  });
});

describe.each<SparsityMethod>(["static", "set", "rigl"])("%s", (method) => {
  test("keeps the same number of weights through every change, and the others at 0", () => {
    const { layers, masks, gradients } = create(method, 0.8);
    const budget = Math.round(0.2 * WEIGHTS);
    for (let update = 1; update <= 20; update++) {
      masks.adapt(update, update / 25, gradients);
      for (const [index, { weights }] of layers.entries()) {
        for (let i = 0; i < weights.length; i++) weights[i] += gradients[index][i];
      }
      masks.apply();
      expect(liveCount(masks.masks)).toBe(budget);
      for (const [index, mask] of masks.masks.entries()) {
        for (let i = 0; i < mask.length; i++) expect(layers[index].weights[i] !== 0).toBe(mask[i] === 1);
      }
    }
  });

  test(`${method === "static" ? "never changes" : "changes"} its masks, and not past three quarters of training`, () => {
    const { masks, gradients } = create(method, 0.8);
    const begun = masks.masks.map((mask) => mask.slice());
    masks.adapt(1, 0.8, gradients);
    expect(masks.masks).toEqual(begun);
    masks.adapt(2, 0.1, gradients);
    if (method === "static") expect(masks.masks).toEqual(begun);
    else expect(masks.masks).not.toEqual(begun);
  });
});

test("RigL grows where the gradient is greatest, and drops the smallest weights", () => {
  const layers = [{ inputs: 1, outputs: 8, weights: new Float32Array(8), biases: new Float32Array(8) }];
  const masks = new SparseMasks(
    layers,
    { sparsityMethod: "rigl", sparsity: 0.5, maskInterval: 1 },
    Xoshiro128.fromSeed(0, 9),
  );
  masks.masks[0].set([1, 1, 1, 1, 0, 0, 0, 0]);
  layers[0].weights.set([4, -1, 3, 2, 0, 0, 0, 0]);
  // At the beginning half of the four live weights go: −1 and 2.
  masks.adapt(1, 0, [Float32Array.of(9, 0, 9, 0, 1, -5, 2, 4)]);
  expect(Array.from(masks.masks[0])).toEqual([1, 0, 1, 0, 0, 1, 0, 1]);
  expect(Array.from(layers[0].weights)).toEqual([4, 0, 3, 0, 0, 0, 0, 0]);
});

test("gradual pruning follows Zhu & Gupta's cubic, from a fifth to three quarters of training, smallest first", () => {
  const { layers, masks, gradients } = create("pruning", 0.9);
  const zeroShare = () => 1 - liveCount(masks.masks) / WEIGHTS;
  masks.adapt(1, 0.1, gradients);
  expect(zeroShare()).toBe(0);
  masks.adapt(2, 0.475, gradients);
  expect(zeroShare()).toBeCloseTo(0.9 * (1 - 0.5 ** 3), 2);
  masks.adapt(3, 0.8, gradients);
  expect(zeroShare()).toBeCloseTo(0.9, 2);

  const all = layers.flatMap(({ weights }) => Array.from(weights, Math.abs));
  expect(all.filter((magnitude) => magnitude > 0).length).toBe(liveCount(masks.masks));
});

test("masked gradients are 0, the others as they were", () => {
  const { masks, gradients } = create("static", 0.7);
  const before = gradients.map((gradient) => gradient.slice());
  masks.maskGradients(gradients);
  for (const [index, mask] of masks.masks.entries()) {
    for (let i = 0; i < mask.length; i++) expect(gradients[index][i]).toBe(mask[i] ? before[index][i] : 0);
  }
});

test.each<[Partial<SparsityOptions>, RegExp]>([
  [{ sparsity: 1 }, /sparsity is 1;/],
  [{ sparsity: -0.1 }, /sparsity is -0.1;/],
  [{ maskInterval: 0 }, /maskInterval is 0;/],
  [{ sparsityMethod: "rigel" as SparsityMethod }, /one of dense, pruning, static, set, rigl/],
])("%o is refused by name", (wrong, message) => {
  expect(() => resolveOptions("a mask", sparsityOptions, wrong)).toThrow(message);
});
