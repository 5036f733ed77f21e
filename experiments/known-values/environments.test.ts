import { CartPole, checkEnvironment, make, optimalValues } from "drumlin";
import { describe, expect, test } from "vitest";
import { cartPoleCells } from "./cart-pole-cells.ts";
import "./environments.ts";

describe.each(["Chain", "CartPole in cells"])("%s", (id) => {
  test("keeps the contract of environments", () => {
    expect(checkEnvironment(make(id)).problems).toEqual([]);
  });

  test("shows no observation whose optimal values are not known", () => {
    const known = new Set(optimalValues(id, 0.5)!.map(({ observation }) => observation.join()));
    const environment = make(id);
    let { observation } = environment.reset({ seed: 1 });
    for (let step = 0; step < 500; step++) {
      expect(known.has(Array.from(observation).join())).toBe(true);
      const result = environment.step(step % 3 === 0 ? 0 : 1);
      observation =
        result.terminated || result.truncated ? environment.reset().observation : result.observation;
    }
  });
});

test("at the near end of the chain the temptation is best, and from everywhere else the far end", () => {
  const isRight = optimalValues("Chain", 0.95)!.map(({ qValues: [left, right] }) => right! > left!);
  const first = isRight.indexOf(true);
  expect(first).toBeGreaterThan(2);
  expect(first).toBeLessThan(isRight.length / 2);
  expect(isRight.slice(first).every(Boolean)).toBe(true);
});

test("a push leads in the mean to where it leads in CartPole", () => {
  const { observations, chances } = cartPoleCells();
  const centre = (observations.length - 1) / 2;
  for (const action of [0, 1]) {
    const cartPole = new CartPole();
    cartPole.reset({ options: { low: 0, high: 0 } });
    for (let step = 0; step < 2; step++) cartPole.step(action);
    const { position, velocity, angle, angularVelocity } = cartPole.state;
    const mean = [0, 1, 2, 3].map((i) =>
      chances[centre]![action]!.reduce(
        (sum, { probability, next }) => sum + probability * observations[next!]![i]!,
        0,
      ),
    );
    for (const [i, value] of [position, velocity, angle, angularVelocity].entries())
      expect(mean[i]).toBeCloseTo(value, 12);
  }
});

test("in CartPole's cells the pole can be held up for long, but not from everywhere", () => {
  const best = optimalValues("CartPole in cells", 0.95)!.map(({ qValues }) => Math.max(...qValues));
  expect(Math.max(...best)).toBeGreaterThan(0.95 / (1 - 0.95));
  expect(Math.min(...best)).toBe(1);
});
