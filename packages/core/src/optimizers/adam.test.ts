import { describe, expect, it } from "vitest";
import { euclidean } from "../manifolds/euclidean.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { Adam } from "./adam.ts";
import { RiemannianAdam } from "./riemannian-adam.ts";

function randomArray(random: Xoshiro128, length: number, scale = 1): Float64Array {
  return Float64Array.from({ length }, () => scale * random.normal());
}

/** Kingma & Ba's algorithm 1 as it is printed, with Reddi et al.'s maximum on request. */
function textbookAdam(point: number, gradients: readonly number[], rate: number, amsgrad: boolean): number {
  let [m, v, greatest, theta] = [0, 0, 0, point];
  gradients.forEach((g, i) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g ** 2;
    greatest = amsgrad ? Math.max(greatest, v) : v;
    const firstMoment = m / (1 - 0.9 ** (i + 1));
    const secondMoment = greatest / (1 - 0.999 ** (i + 1));
    theta -= (rate * firstMoment) / (Math.sqrt(secondMoment) + 1e-8);
  });
  return theta;
}

describe.each([false, true])("Adam, amsgrad %s", (amsgrad) => {
  it("is the textbook's algorithm in every coordinate", () => {
    const random = Xoshiro128.fromSeed(0, 6);
    for (let trial = 0; trial < 20; trial++) {
      const start = randomArray(random, 3);
      // Gradients that shrink, so that AMSGrad's maximum matters.
      const gradients = Array.from({ length: 60 }, (_, n) => randomArray(random, 3, 1 / (1 + n)));
      const adam = new Adam(3, amsgrad);
      const points = start.slice();
      for (const gradient of gradients) adam.step(points, gradient, 3, 0.01);
      for (let i = 0; i < 3; i++) {
        const expected = textbookAdam(
          start[i],
          gradients.map((gradient) => gradient[i]),
          0.01,
          amsgrad,
        );
        expect(points[i]).toBeCloseTo(expected, 14);
      }
    }
  });

  it("is Riemannian Adam on copies of ℝ", () => {
    const random = Xoshiro128.fromSeed(1, 6);
    const points = randomArray(random, 20);
    const others = points.slice();
    const adam = new Adam(20, amsgrad);
    const riemannian = new RiemannianAdam(euclidean(1), 20, amsgrad);
    for (let n = 0; n < 200; n++) {
      const gradient = randomArray(random, 20, 3);
      adam.step(points, gradient, 20, 0.01);
      riemannian.step(others, gradient, 20, 0.01);
      for (let i = 0; i < 20; i++) {
        expect(Math.abs(points[i] - others[i])).toBeLessThan(1e-15 * (n + 1) * (1 + Math.abs(points[i])));
      }
    }
  });

  it("moves at first by the learning rate, whatever the unit of the gradient", () => {
    for (const scale of [1e-3, 1, 1e6]) {
      const points = new Float64Array(2);
      new Adam(2, amsgrad).step(points, Float64Array.of(scale, -scale), 2, 0.01);
      expect(points[0]).toBeCloseTo(-0.01, 6);
      expect(points[1]).toBeCloseTo(0.01, 6);
    }
  });

  it("takes the proximal step in its own metric: at first λ moves a point by λ/|g| learning rates, in any unit of g", () => {
    for (const unit of [0.1, 1, 1e6]) {
      const points = Float64Array.of(1, -1, 1, 1);
      const adam = new Adam(4, amsgrad);
      adam.step(points, Float64Array.of(unit, unit, 200 * unit, unit), 4, 0.01);
      adam.proximalStep(points, 3, 0.01 * 20 * unit);
      [0.99 - 0.2, -1.01 + 0.2, 0.99 - 0.001, 0.99].forEach((expected, i) => {
        expect(points[i]).toBeCloseTo(expected, 6);
      });
      adam.proximalStep(points, 3, 0.01 * 100 * unit);
      expect([...points.subarray(0, 2)]).toEqual([0, 0]);
    }
  });

  it("leaves points beyond `count` and their moments alone", () => {
    const adam = new Adam(3, amsgrad);
    const points = Float64Array.of(1, 2, 3);
    adam.step(points, Float64Array.of(1, 1, 1), 2, 0.1);
    expect(points[2]).toBe(3);
    for (const { array, rowSize } of adam.rows()) {
      expect(rowSize).toBe(1);
      expect(array[2]).toBe(0);
    }
  });

  it("goes on from its state to the bit", () => {
    const random = Xoshiro128.fromSeed(2, 6);
    const points = randomArray(random, 4);
    const adam = new Adam(4, amsgrad);
    for (let n = 0; n < 10; n++) adam.step(points, randomArray(random, 4), 4, 0.01);
    const twin = new Adam(4, amsgrad);
    const saved = adam.state();
    for (const [name, array] of Object.entries(twin.state())) array.set(saved[name]);
    const twinPoints = points.slice();
    for (let n = 0; n < 10; n++) {
      const gradient = randomArray(random, 4);
      adam.step(points, gradient, 4, 0.01);
      twin.step(twinPoints, gradient, 4, 0.01);
    }
    expect([...twinPoints]).toEqual([...points]);
  });
});
