import { describe, expect, test } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { checkEnvironment } from "./check-environment.ts";
import type { Environment } from "./environment.ts";

/**
 * What every environment of the library must pass, wrapped or not.
 *
 * @param name what to call it in the report
 * @param create a fresh instance, with its time limit if its spec names one
 */
export function environmentCases(name: string, create: () => Environment): void {
  describe(name, () => {
    test("keeps the contract", () => {
      expect(checkEnvironment(create(), { steps: 600, seed: 3 }).problems).toEqual([]);
    });

    test("two instances with one seed give one episode", () => {
      expect(episode(create(), 11, 50)).toEqual(episode(create(), 11, 50));
    });

    test("resets without a seed go on from the seeded stream", () => {
      const starts = () => {
        const environment = create();
        environment.reset({ seed: 5 });
        return Array.from({ length: 3 }, () => Array.from(environment.reset().observation));
      };
      expect(starts()).toEqual(starts());
    });

    test("never seeded is as seeded with 0", () => {
      expect(create().reset()).toEqual(create().reset({ seed: 0 }));
    });

    test("refuses to step before reset, in a sentence that says so", () => {
      const environment = create();
      const action = environment.actionSpace.sample(Xoshiro128.fromSeed(0, 0));
      expect(() => environment.step(action)).toThrow("call reset()");
    });

    test("refuses invalid actions, naming itself and the choices", () => {
      const environment = create();
      environment.reset({ seed: 0 });
      const { actionSpace, spec } = environment;
      const invalid =
        actionSpace.kind === "discrete" ? [-1, actionSpace.n, 0.5, NaN, [0]] : [0, [], [NaN], ["1"]];
      for (const action of invalid) {
        expect(() => environment.step(action as number)).toThrow(RangeError);
        expect(() => environment.step(action as number)).toThrow(spec.id);
        expect(() => environment.step(action as number)).toThrow(spec.actionNames[0]);
      }
    });

    test("refuses a bad seed", () => {
      for (const seed of [-1, 0.5, NaN]) expect(() => create().reset({ seed })).toThrow(`seed is ${seed}`);
    });

    test("is truncated at its spec's limit and not before", () => {
      const environment = create();
      const limit = environment.spec.maxEpisodeSteps;
      if (limit === null) return; // No limit to test: only CliffWalking and the probes have none.
      environment.reset({ seed: 0 });
      const action = environment.actionSpace.sample(Xoshiro128.fromSeed(0, 0));
      for (let i = 1; i <= limit; i++) expect(environment.step(action).truncated).toBe(i === limit);
    });
  });
}

/** What is seen and earned in `steps` steps of random actions, resets included. */
function episode(environment: Environment, seed: number, steps: number): unknown[] {
  const generator = Xoshiro128.fromSeed(seed, 0);
  const seen: unknown[] = [environment.reset({ seed })];
  for (let i = 0; i < steps; i++) {
    const result = environment.step(environment.actionSpace.sample(generator));
    seen.push(result);
    if (result.terminated || result.truncated) seen.push(environment.reset());
  }
  return seen;
}
