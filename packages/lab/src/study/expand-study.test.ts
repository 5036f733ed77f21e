import { describe, expect, it } from "vitest";
import { expandStudy, firstOf, studyTrials, trialCount } from "./expand-study.ts";
import { failedTrial } from "./run-trial.ts";
import type { Study } from "./study.ts";
import { studyWarnings } from "./study-warnings.ts";
import { type Trial, trialIdentities } from "./trial.ts";
import { TrialFinder } from "./trial-finder.ts";

const study: Study = {
  name: "two-agents",
  environments: ["CartPole-v1", "Acrobot-v1"],
  agents: [
    {
      name: "drumlin",
      kind: "sgmm-q",
      options: { componentCount: 10 },
      grid: [
        { label: "sparsity", option: "sparsity", values: [0, 0.001] },
        { label: "factors", option: "factorCount", values: [1, 2, 3] },
      ],
    },
    { name: "plain", kind: "sgmm-q", options: {}, grid: [] },
  ],
  seeds: [3, 5],
  steps: 2000,
  evaluation: { every: 1000, episodes: 5 },
};

describe("the trials of a study", () => {
  const trials = expandStudy(study);

  it("are every combination of each agent's own grid, in every environment, from every seed", () => {
    expect(trials).toHaveLength(2 * (2 * 3 + 1) * 2);
    const drawn = trials.map(({ environment, agent, seed }) => [environment, agent, seed]);
    expect(new Set(drawn.map(String)).size).toBe(trials.length);
    expect(drawn.slice(0, 3)).toEqual([
      ["CartPole-v1", "drumlin sparsity=0 factors=1", 3],
      ["CartPole-v1", "drumlin sparsity=0 factors=1", 5],
      ["CartPole-v1", "drumlin sparsity=0 factors=2", 3],
    ]);
    expect(drawn.at(-1)).toEqual(["Acrobot-v1", "plain", 5]);
  });

  it("carry the options that the study sets, grid values included", () => {
    expect(trials[0]).toMatchObject({ options: { componentCount: 10, sparsity: 0, factorCount: 1 } });
    expect(trials.at(-1)!.options).toEqual({});
  });

  it("have identities that differ from each other and are the same in every expansion", () => {
    expect(new Set(trials.map(({ identity }) => identity)).size).toBe(trials.length);
    expect(expandStudy(structuredClone(study))).toEqual(trials);
  });

  it("keep their identities when the study grows or is renamed", () => {
    const grown = expandStudy({
      ...study,
      name: "renamed",
      environments: ["MountainCar-v0", ...study.environments],
      seeds: [1, ...study.seeds],
    }).map(({ identity }) => identity);
    expect(grown).toEqual(expect.arrayContaining(trials.map(({ identity }) => identity)));
  });
});

describe("a study of too many trials to make", () => {
  const values = Array.from({ length: 1000 }, (_, index) => index / 1e6);
  const axis = (label: string) => ({ label, option: "sparsity", values });
  const huge: Study = {
    ...study,
    agents: [
      { ...study.agents[1]!, grid: [axis("a"), axis("b"), axis("c")] },
      { ...study.agents[1]!, name: "other" },
    ],
    seeds: Array.from({ length: 100_000 }, (_, seed) => seed),
  };

  it("is counted without making any, as many as there are when they are made", () => {
    expect(trialCount(huge)).toBe(2 * (1e9 + 1) * 1e5);
    expect(trialCount(study)).toBe(expandStudy(study).length);
  });

  it("gives its first trials without making the others", () => {
    const first = [...firstOf(studyTrials(huge), 3)];
    expect(first.map(({ agent, seed }) => [agent, seed])).toEqual(
      [0, 1, 2].map((seed) => ["plain a=0 b=0 c=0", seed]),
    );
    expect([...firstOf([1, 2], 0)]).toEqual([]);
    expect([...firstOf([1, 2], 5)]).toEqual([1, 2]);
  });
});

describe("the trial that an outcome is of", () => {
  const finder = new TrialFinder(study);

  it("is found by agent, environment and seed, for every trial of a study", () => {
    for (const trial of expandStudy(study))
      expect(finder.find(trial.identity, failedTrial(trial, "", 0))).toEqual(trial);
  });

  it("is none where the study has none like it", () => {
    const [trial] = expandStudy(study);
    const outcome = failedTrial(trial!, "", 0);
    expect(finder.find("another identity", outcome)).toBeUndefined();
    for (const change of [
      { seed: 4 },
      { environment: "MountainCar-v0" },
      { agent: "drumlin" },
      { agent: "drumlin sparsity=0 factors=4" },
      { agent: "drumlin sparsity=0 factors=1 loss=huber" },
      { agent: "constructor" },
      { agent: "" },
    ])
      expect(finder.find(trial!.identity, { ...outcome, ...change }), JSON.stringify(change)).toBeUndefined();
  });
});

describe("an option that came when stores had trials already", () => {
  const identityWith = (options: Study["agents"][number]["options"]) =>
    expandStudy({ ...study, agents: [{ name: "plain", kind: "sgmm-q", options, grid: [] }] })[0]!.identity;

  it("makes another trial only where it is otherwise than it was before", () => {
    const plain = { factorCount: 1 };
    expect(identityWith({ ...plain, penalty: "factors" })).toBe(identityWith(plain));
    expect(identityWith({ ...plain, penalty: "l1-proximal" })).not.toBe(identityWith(plain));
  });
});

describe("the identity of a trial", () => {
  const [{ identity, ...trial }] = expandStudy(study) as [ReturnType<typeof expandStudy>[number]];
  const resolved = { componentCount: 10, sparsity: 0 };
  const trialIdentity = ({ seed, ...rest }: Omit<Trial, "identity">, options: typeof resolved) =>
    trialIdentities(rest, options)(seed);
  const own = trialIdentity(trial, resolved);

  it("is a fixed hash: the same on every machine", () => {
    expect(own).toBe("4d22d61d35adda13cccc688b");
    expect(trialIdentity(trial, { sparsity: 0, componentCount: 10 })).toBe(own);
    expect(identity).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    { agent: "other" },
    { kind: "dqn" },
    { environment: "Acrobot-v1" },
    { seed: 4 },
    { steps: 2001 },
    { evaluation: { every: 500, episodes: 5 } },
    { evaluation: { every: 1000, episodes: 6 } },
  ])("is another with %j", (change) => {
    expect(trialIdentity({ ...trial, ...change }, resolved)).not.toBe(own);
  });

  it("is another with another value of any option, a default included", () => {
    expect(trialIdentity(trial, { ...resolved, sparsity: 1 })).not.toBe(own);
  });
});

describe("a combination that cannot do what it is meant to is a warning", () => {
  const agent = (options: Record<string, string | number>) => ({
    ...study,
    agents: [{ name: "drumlin", kind: "sgmm-q", options, grid: study.agents[0]!.grid }],
  });

  it("for a sparsity above 0 with TD errors clipped at 1, and says why", () => {
    const warnings = studyWarnings(agent({ loss: "huber", huberThreshold: 1 }));
    expect(warnings).toEqual([expect.stringContaining("sparsity above 0 with TD errors clipped at 1")]);
    expect(warnings[0]).toContain("drumlin sparsity=0.001 factors=1, ");
    expect(warnings[0]).not.toContain("sparsity=0 ");
  });

  it("not for losses that do not clip so", () => {
    expect(studyWarnings(study)).toEqual([]);
    expect(studyWarnings(agent({ preset: "paper" }))).toEqual([]);
    expect(studyWarnings(agent({ loss: "huber", huberThreshold: 50 }))).toEqual([]);
  });
});
