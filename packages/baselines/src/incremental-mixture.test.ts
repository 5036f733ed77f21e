import { Xoshiro128 } from "drumlin";
import { expect, test } from "vitest";
import { Component, IncrementalMixture, type MixtureOptions } from "./incremental-mixture.ts";

const everlasting = Number.MAX_VALUE;
const options: MixtureOptions = {
  delta: 0.5,
  tau: 1e-9,
  memory: everlasting,
  minimumAge: 100,
  minimumMass: 3,
};

function randomVectors(count: number, size: number): Float64Array[] {
  const random = Xoshiro128.fromSeed(2, 0);
  return Array.from({ length: count }, () => new Float64Array(size).map(() => random.normal()));
}

/** The component that learns from all vectors but the first, where it begins with variance 1. */
function learned(vectors: readonly Float64Array[], memory = everlasting): Component {
  const component = new Component(
    vectors[0],
    Array.from(vectors[0], () => 1),
    vectors[0].length - 1,
  );
  for (const vector of vectors.slice(1)) {
    component.compare(vector);
    component.learn(1, memory);
  }
  return component;
}

test("a component alone has the vectors' mean, and of their scatter and its first covariance the n-th part", () => {
  const vectors = randomVectors(40, 3);
  const { mean, precision, logDeterminant, mass } = learned(vectors);
  expect(mass).toBe(40);
  const covariance = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    expect(mean[i]).toBeCloseTo(vectors.reduce((sum, vector) => sum + vector[i], 0) / 40, 12);
    covariance[3 * i + i] = 1 / 40;
  }
  for (const vector of vectors) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++)
        covariance[3 * i + j] += ((vector[i] - mean[i]) * (vector[j] - mean[j])) / 40;
    }
  }
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let l = 0; l < 3; l++) sum += covariance[3 * i + l] * precision[3 * l + j];
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 3);
    }
  }
  const [a, b, c, , e, f, , , i] = covariance;
  expect(logDeterminant).toBeCloseTo(
    Math.log(a * (e * i - f * f) - b * (b * i - f * c) + c * (b * f - e * c)),
    3,
  );
});

test("Λ stays symmetric and positive however long a component forgets, and however alike the vectors", () => {
  const alike = Array.from(randomVectors(20_000, 3), ([x, y]) => Float64Array.of(x, x + 1e-3 * y, 0));
  const component = learned(alike, 20);
  const { precision } = component;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < i; j++) expect(precision[3 * i + j]).toBe(precision[3 * j + i]);
  }
  for (const vector of alike.slice(0, 100)) {
    component.compare(vector);
    expect(component.squaredDistance).toBeGreaterThan(0);
  }
  // A hundredth of the deviation that it began with, 1, is left where nothing varies.
  expect(precision[8] ** -0.5).toBeGreaterThan(0.005);
  expect(precision[8] ** -0.5).toBeLessThan(0.02);
});

test("a component expects of an input what the linear regression of its vectors does", () => {
  const vectors = randomVectors(20_000, 3).map(([x, y, noise]) =>
    Float64Array.of(x, y, 2 * x - y + 0.5 + 0.1 * noise),
  );
  const component = learned(vectors);
  for (const [x, y] of [
    [0, 0],
    [1, -1],
    [-2, 0.5],
  ]) {
    component.expect([x, y]);
    expect(component.expected).toBeCloseTo(2 * x - y + 0.5, 2);
  }
});

test("the weight of an input is the component's own, integrated over the output", () => {
  const component = learned(randomVectors(30, 2));
  component.expect([0.4]);
  const weight = Math.exp(component.logWeight);
  let integral = 0;
  for (let y = -20; y < 20; y += 1 / 64) {
    component.compare(Float64Array.of(0.4, y));
    integral += Math.exp(component.logWeight) / 64 / Math.sqrt(2 * Math.PI);
  }
  expect(integral).toBeCloseTo(weight, 6);
});

test("a vector is a new component if and only if all are lower there than τ of their peaks", () => {
  const first = Float64Array.of(0, 0);
  for (const [distance, count] of [
    [1.9, 1],
    [2.1, 2],
  ]) {
    const mixture = new IncrementalMixture(1, { ...options, tau: Math.exp(-2) });
    mixture.learn(first, [2, 2]);
    mixture.learn(Float64Array.of(distance, 0), [2, 2]);
    expect(mixture.components.length).toBe(count);
  }
});

test("a component to which hardly a vector belongs is dropped when it is old enough", () => {
  const mixture = new IncrementalMixture(1, { ...options, minimumAge: 10, minimumMass: 2 });
  const deviations = [1, 1];
  mixture.learn(Float64Array.of(0, 0), deviations);
  mixture.learn(Float64Array.of(100, 0), deviations);
  for (let age = 1; age < 10; age++) mixture.learn(Float64Array.of(0.1, 0), deviations);
  expect(mixture.components.length).toBe(2);
  mixture.learn(Float64Array.of(0, 0), deviations);
  expect(mixture.components.length).toBe(1);
  expect(mixture.components[0].mean[0]).toBeLessThan(1);
});

test("recalls a curve that no single line follows", () => {
  const mixture = new IncrementalMixture(1, { ...options, delta: 0.1, tau: 0.01 });
  const random = Xoshiro128.fromSeed(1, 0);
  const curve = (x: number) => Math.sin(3 * x);
  expect(mixture.recall([0])).toBe(0);
  for (let i = 0; i < 3000; i++) {
    const x = 2 * random.uniform() - 1;
    mixture.learn(Float64Array.of(x, curve(x)), [0.6, 0.7]);
  }
  for (let x = -0.9; x < 1; x += 0.1) expect(Math.abs(mixture.recall([x]) - curve(x))).toBeLessThan(0.1);
});
