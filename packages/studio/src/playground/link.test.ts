import { agentSettings, type OptionField, presetNames, registeredEnvironments, Xoshiro128 } from "drumlin";
import { describe, expect, it } from "vitest";
import type { PlaygroundConfiguration } from "./configuration.ts";
import { readWords, usualAgent, usualConfiguration, type Words, wordsOf } from "./configuration.ts";
import { commandLine, linkHash, wordsOfHash } from "./link.ts";

/** A valid configuration with some options that are not the preset's, their values anywhere in their range. */
function randomConfiguration(random: Xoshiro128): PlaygroundConfiguration {
  const anyOf = <Value>(values: readonly Value[]) => values[random.integer(values.length)]!;
  const preset = anyOf(presetNames);
  const agent: Record<string, unknown> = {};
  const environment = anyOf(registeredEnvironments()).id;
  const usual: Readonly<Record<string, unknown>> = usualAgent({ environment, preset });
  for (const [name, field] of Object.entries<OptionField>(agentSettings)) {
    if (random.uniform() >= 0.3 || field.kind === "list") continue;
    if (field.kind === "choice") agent[name] = anyOf(field.choices);
    else if (field.kind === "boolean") agent[name] = random.uniform() < 0.5;
    else if (field.kind === "integer") agent[name] = field.minimum + random.integer(16);
    else agent[name] = Math.min(field.maximum, field.minimum + random.uniform() * 10 ** -random.integer(8));
    if (agent[name] === usual[name]) delete agent[name];
  }
  // What must go with the environment, or with another option's value, is asked for alone.
  const dependent = [
    "componentCount",
    "covariance",
    "penalty",
    "prunedComponents",
    "precisionMinimum",
    "precisionMaximum",
  ];
  for (const name of dependent) delete agent[name];
  return {
    environment,
    seed: random.nextUint32(),
    steps: 1 + random.integer(1_000_000),
    untilSolved: random.uniform() < 0.5,
    preset,
    agent,
  };
}

const opened = (link: string) => readWords(wordsOfHash(link));

describe("a link", () => {
  it("opens what it was made of, whatever that is", () => {
    const random = Xoshiro128.fromSeed(1, 50);
    for (let i = 0; i < 500; i++) {
      const configuration = randomConfiguration(random);
      const reading = opened(linkHash(wordsOf(configuration)));
      expect(reading).toEqual({ configuration, problems: {} });
    }
  });

  it("says only what is not as usual, in the command line's words", () => {
    expect(linkHash(wordsOf(usualConfiguration))).toBe("#/playground");
    const agent = { componentCount: 20, factorCount: 2, sparsity: 0.002, doubleQ: false };
    const configuration = { ...usualConfiguration, environment: "Acrobot-v1", seed: 3, agent };
    expect(linkHash(wordsOf(configuration))).toBe(
      "#/playground?env=Acrobot-v1&seed=3&components=20&double-q=no&sparsity=0.002",
    );
    expect(commandLine(wordsOf(configuration))).toBe(
      "npx drumlin train Acrobot-v1 --seed 3 --components 20 --no-double-q --sparsity 0.002 --until-solved",
    );
    expect(commandLine(wordsOf({ ...usualConfiguration, untilSolved: false }))).toBe(
      "npx drumlin train CartPole-v1",
    );
  });

  it.each([
    ["env=CartPole", /^env is "CartPole"; it must be one of CartPole-v0, .*; did you mean CartPole-v0\?$/],
    ["seed=-1", /^seed is -1; it must be a whole number of at least 0 and at most 9007199254740991$/],
    ["seed=", /^seed is ""; it must be a whole number /],
    ["components=many", /^components is "many"; it must be a whole number of at least 1 and at most 2000$/],
    ["double-q=perhaps", /^double-q is "perhaps"; it must be true or false$/],
    ["sampler=oldest", /^sampler is "oldest"; it must be one of newest-uniform, /],
    ["pruned-components=101", /^pruned-components is 101; it must be at most componentCount, 100$/],
    ["precision-minimum=2000", /^precision-minimum is 2000; it must be at most precisionMaximum, 1000$/],
    ["sparsty=1", /^sparsty is not an option here; did you mean sparsity\?$/],
    ["colour=red", /^colour is not an option here$/],
    ["toString=1", /^toString is not an option here$/],
  ])("with %s has one sentence for it, and the usual value", (query, sentence) => {
    const { configuration, problems } = opened(`#/playground?${query}`);
    expect(configuration).toEqual(usualConfiguration);
    expect(Object.values(problems)).toEqual([expect.stringMatching(sentence)]);
  });

  it("says what does not go together also where the one at fault is left as usual", () => {
    const { configuration, problems } = opened("#/playground?precision-maximum=0.01");
    expect(problems).toEqual({
      "precision-minimum": expect.stringMatching(/^precisionMinimum is 0.1; it must be/),
    });
    expect(configuration).toEqual(usualConfiguration);
  });

  it.each(["__proto__", "constructor", "toString"])(
    "says of %s, which every object has, that it is no option",
    (word) => {
      const { problems } = opened(`#/playground?${word}=1`);
      expect(Object.entries(problems)).toEqual([
        [word, expect.stringContaining(`${word} is not an option here`)],
      ]);
    },
  );

  it("to another page has no words", () => {
    for (const hash of ["", "#/", "#/runs?seed=3"]) expect(wordsOfHash(hash)).toEqual({} satisfies Words);
  });
});
