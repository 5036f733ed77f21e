import type { RunConfiguration } from "@drumlin/run";
import { type AgentOptions, resolveAgentOptions } from "drumlin";
import { describe, expect, test } from "vitest";
import { comparedOptions, configurationOptions, optionsBesidePreset } from "./configuration-options.ts";

const configuration = (agent: Partial<AgentOptions> = {}, seed = 1): RunConfiguration => ({
  environment: "CartPole-v1",
  seed,
  steps: 1000,
  untilSolved: false,
  checkpointEvery: 1000,
  backend: "simd",
  evaluation: { every: 1000, episodes: 20, seed: 20_000 },
  agent: resolveAgentOptions({ observationSize: 4, actionCount: 2, ...agent }),
});

describe("options beside the preset", () => {
  test("are those that were chosen, whichever the preset", () => {
    for (const preset of ["default", "paper"] as const) {
      expect(optionsBesidePreset(configuration({ preset }))).toEqual([]);
      expect(optionsBesidePreset(configuration({ preset, componentCount: 7 }))).toEqual([
        { name: "componentCount", value: "7" },
      ]);
    }
  });
});

describe("compared options", () => {
  test("are all options of each, once: those that differ and those that do not", () => {
    const left = configuration({ componentCount: 7 });
    const { different, same } = comparedOptions([left, configuration({ componentCount: 9 }, 2)]);
    expect(different).toContainEqual({ name: "componentCount", values: ["7", "9"] });
    expect(different).toContainEqual({ name: "seed", values: ["1", "2"] });
    const names = [...different, ...same].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names)).toEqual(new Set(configurationOptions(left).map(({ name }) => name)));
  });

  test("of one configuration, or of equal ones, do not differ", () => {
    expect(comparedOptions([configuration()]).different).toEqual([]);
    expect(comparedOptions([configuration(), configuration()]).different).toEqual([]);
    expect(comparedOptions([]).same).toEqual([]);
  });

  test("show a dash where a configuration has no such option", () => {
    const scaled = configuration({ observationCenter: [0, 0, 0, 0], observationScale: [1, 1, 1, 1] });
    expect(comparedOptions([scaled, configuration()]).different).toContainEqual({
      name: "observationScale",
      values: ["1, 1, 1, 1", "–"],
    });
  });
});

test("the seed of the run, of its agent and of its evaluation are told apart", () => {
  const names = configurationOptions(configuration()).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("evaluation seed");
});
