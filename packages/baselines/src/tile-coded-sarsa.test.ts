import { createProbes, learnable, make, resolveOptions, type Transition } from "drumlin";
import { describe, expect, test } from "vitest";
import {
  TileCodedSarsa,
  type TileCodedSarsaOptions,
  TileCoder,
  tileCodedSarsaOptions,
} from "./tile-coded-sarsa.ts";
import { trainBaseline } from "./train-baseline.ts";

const usual = resolveOptions("tile coding", tileCodedSarsaOptions, {});
const line: Partial<TileCodedSarsaOptions> = { low: [-1], high: [1], discount: 0.5 };

function step(observation: number, nextObservation: number, reward: number, terminated = false): Transition {
  return {
    observation: [observation],
    action: 0,
    reward,
    nextObservation: [nextObservation],
    terminated,
    truncated: false,
  };
}

describe("on a chain of two steps, of which the second earns 1,", () => {
  test("λ = 0 gives the first step nothing in the first episode, λ > 0 gives it γ λ α of it, by hand", () => {
    for (const lambda of [0, 0.8]) {
      const agent = new TileCodedSarsa(1, 2, { ...line, lambda, stepSize: 0.1 });
      agent.observe(step(-0.9, 0.9, 0));
      agent.observe(step(0.9, 0, 1, true));
      expect(agent.qValues([0.9])[0]).toBeCloseTo(0.1, 12);
      expect(agent.qValues([-0.9])[0]).toBeCloseTo(0.1 * 0.5 * lambda, 12);
      expect(agent.updateCount).toBe(2);
    }
  });

  test("the values come to γ and 1", () => {
    const agent = new TileCodedSarsa(1, 2, { ...line, stepSize: 0.1 });
    for (let episode = 0; episode < 300; episode++) {
      agent.observe(step(-0.9, 0.9, 0));
      agent.observe(step(0.9, 0, 1, true));
    }
    expect(agent.qValues([-0.9])[0]).toBeCloseTo(0.5, 6);
    expect(agent.qValues([0.9])[0]).toBeCloseTo(1, 6);
  });

  test("replacing traces count a state visited twice once, accumulating ones twice", () => {
    const learned = (traces: "replacing" | "accumulating") => {
      const agent = new TileCodedSarsa(1, 2, { ...line, traces, lambda: 1, stepSize: 0.1 });
      agent.observe(step(0.9, 0.9, 0));
      agent.observe(step(0.9, 0, 1, true));
      return agent.qValues([0.9])[0];
    };
    expect(learned("replacing")).toBeCloseTo(0.1, 12);
    expect(learned("accumulating")).toBeCloseTo(0.1 * 1.5, 12);
  });
});

test.each(createProbes().map((probe) => [probe.spec.id, probe] as const))(
  "finds the optimal values of %s",
  async (_, probe) => {
    const agent = new TileCodedSarsa(1, 2, { ...line, stepSize: 0.1, epsilon: 0.2 }, 3);
    await trainBaseline(agent, () => probe, { steps: 3000, seed: 1 });
    for (const { observation, qValues } of probe.optimalValues(0.5)) {
      const found = agent.qValues(observation);
      for (const [a, value] of qValues.entries()) expect(Math.abs(found[a] - value)).toBeLessThan(0.05);
    }
  },
);

describe("a tile coder", () => {
  const coder = new TileCoder(2, { ...usual, low: [0, 0], high: [1, 1] });

  test("has one tile a tiling, each tiling its own stretch of numbers, within the count", () => {
    for (const point of [
      [0, 0],
      [1, 1],
      [-5, 9],
      [0.3, 0.7],
    ]) {
      const tiles = coder.tiles(point);
      for (const [tiling, tile] of tiles.entries()) {
        expect(Math.floor(tile / (coder.tileCount / 8))).toBe(tiling);
      }
    }
  });

  test("gives points an eighth of a tile apart one different tile, a whole tile apart all", () => {
    const different = (distance: number) => {
      const [a, b] = [0.51, 0.51 + distance].map((x) => coder.tiles([x, 0.5]));
      return Array.from(a).filter((tile, i) => tile !== b[i]).length;
    };
    expect([1, 2, 3, 8].map((eighths) => different(eighths / 64))).toEqual([1, 2, 3, 8]);
  });

  test("sees an angle just above −π and just below π as neighbours", () => {
    const options = { ...usual, low: [-Math.PI], high: [Math.PI], anglePairs: 1 };
    const circle = new TileCoder(2, options);
    const at = (angle: number) => circle.tiles([Math.cos(angle), Math.sin(angle)]);
    const [above, below] = [at(-Math.PI + 0.01), at(Math.PI - 0.01)];
    expect(Array.from(above).filter((tile, i) => tile === below[i]).length).toBe(7);
  });

  test("refuses bounds that are not finite, too few, or the wrong way round, by name", () => {
    const make = (low: number[], high: number[]) => () => new TileCodedSarsa(2, 3, { low, high });
    expect(make([0], [1])).toThrow(/low has 1 numbers/);
    expect(make([0, Number.NEGATIVE_INFINITY], [1, 1])).toThrow(/low\[1\] is -Infinity; it must be a number/);
    expect(make([0, 1], [1, 1])).toThrow(/low\[1\] is 1 and high\[1\] is 1; low must be below high/);
  });
});

test("the same seed gives the same weights, another seed others", async () => {
  const weights = async (seed: number) => {
    const bounds = { low: [-1.2, -0.07], high: [0.6, 0.07] };
    const agent = new TileCodedSarsa(2, 3, bounds, seed);
    await trainBaseline(agent, () => learnable(make("MountainCar-v0")), { steps: 500, seed: 2 });
    return agent.weights;
  };
  expect(await weights(1)).toEqual(await weights(1));
  expect(await weights(1)).not.toEqual(await weights(2));
});
