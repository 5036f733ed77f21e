import { CartPole, learnable, make, registeredEnvironments } from "drumlin";
import { describe, expect, it } from "vitest";
import type { Palette } from "../ui/palette.ts";
import { drawingOf } from "./drawings.ts";

const palette: Palette = {
  ground: "#eee",
  surface: "#fff",
  text: "#111",
  muted: "#666",
  line: "#ddd",
  accent: "#06a",
  warning: "#a40",
  actions: ["#001", "#002", "#003"],
  isDark: false,
};

/** A canvas context that keeps what was called on it, and how many of its states were not put back. */
function recordingContext() {
  const calls: [string, unknown[]][] = [];
  const context = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          calls.push([String(name), args]),
      set: (_, name, value) => {
        calls.push([String(name), [value]]);
        return true;
      },
    },
  ) as CanvasRenderingContext2D;
  const count = (name: string) => calls.filter(([called]) => called === name).length;
  return { context, calls, unrestored: () => count("save") - count("restore") };
}

/** As if it were a user's own: nobody has drawn it. */
class Undrawn extends CartPole {
  constructor() {
    super({}, { ...new CartPole().spec, id: "Mine-v0" });
  }
}

const environments = [
  ...registeredEnvironments().map(({ id }) => [id, () => learnable(make(id))] as const),
  ["a user's own environment", () => learnable(new Undrawn())] as const,
];

describe.each(environments)("the drawing of %s", (_, create) => {
  it("draws every observation of an episode with finite numbers, and puts the context's state back", () => {
    const environment = create();
    const drawing = drawingOf(environment);
    let { observation } = environment.reset({ seed: 3 });
    const trail: ArrayLike<number>[] = [];
    for (let step = 0; step < 120; step++) {
      const action = step === 0 ? null : step % environment.actionSpace.n;
      const actionShares = Array.from({ length: environment.actionSpace.n }, (_, a) =>
        a === action ? 1 : 0,
      );
      for (const width of [320, 500]) {
        const { context, calls, unrestored } = recordingContext();
        const height = width / drawing.aspectRatio;
        drawing.draw({ context, width, height, observation, action, actionShares, trail, palette });
        const numbers = calls.flatMap(([, args]) => args.flat()).filter((arg) => typeof arg === "number");
        expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
        expect(calls.length).toBeGreaterThan(10);
        expect(unrestored()).toBe(0);
      }
      expect(drawing.describe(observation)).not.toMatch(/undefined|NaN/);
      trail.push(observation);
      const result = environment.step(action ?? 0);
      if (result.terminated || result.truncated) break;
      observation = result.observation;
    }
  });

  it("is a function of the scene alone", () => {
    const environment = create();
    const { observation } = environment.reset({ seed: 4 });
    const drawn = [0, 1].map(() => {
      const { context, calls } = recordingContext();
      drawingOf(environment).draw({
        context,
        width: 400,
        height: 250,
        observation,
        action: 0,
        actionShares: Array.from({ length: environment.actionSpace.n }, () => 1 / environment.actionSpace.n),
        trail: [observation],
        palette,
      });
      return calls;
    });
    expect(drawn[1]).toEqual(drawn[0]);
  });
});
