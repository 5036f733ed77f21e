import { decisionRule, type EnvironmentSpec, GaussianPolicy, type PolicyDocument } from "drumlin";
import { describe, expect, it } from "vitest";
import { policyCard } from "./policy-card.ts";
import { policyCardText } from "./policy-card-text.ts";

/** A policy of hills spread over [−1, 1], everything about it from a fixed sequence. */
function policyOf(hillCount: number, observationSize: number, actionCount: number): GaussianPolicy {
  let state = hillCount * 100 + observationSize * 10 + actionCount;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647) * 2 - 1;
  };
  const list = (length: number, value: (index: number) => number) =>
    Array.from({ length }, (_, i) => value(i));
  const document: PolicyDocument = {
    format: "drumlin-policy",
    version: 2,
    observationSize,
    actionCount,
    center: list(observationSize, () => next() * 3),
    scale: list(observationSize, () => 1 + next() / 2),
    limit: null,
    visited: null,
    rewardScale: 2,
    commonValue: 0,
    hills: list(hillCount, (id) => id).map((id) => ({
      id,
      mean: list(observationSize, next),
      precision: list(observationSize, (row) => row).flatMap((row) =>
        list(observationSize - row, (offset) => (offset === 0 ? 1.5 + next() : 0.05 * next())),
      ),
      weights: list(actionCount, (a) => next() + (a === id % actionCount ? 5 : 0)),
    })),
  };
  return GaussianPolicy.fromJSON(document);
}

function specOf(observationSize: number, actionCount: number): EnvironmentSpec {
  return {
    id: "Hills-v0",
    description: "",
    rewardThreshold: null,
    solvedReturn: null,
    maxEpisodeSteps: null,
    observationNames: Array.from({ length: observationSize }, (_, i) => ({
      name: `quantity ${i}`,
      unit: "m",
    })),
    actionNames: Array.from({ length: actionCount }, (_, a) => `act ${a}`),
  };
}

const plain = (_format: string, text: string) => text;
const all = { limit: Number.POSITIVE_INFINITY, more: "" };

/** What a printed formula says at an observation. */
function readBack(
  formula: string,
  observation: readonly number[],
  names: Record<string, number> = {},
): number {
  const source = formula
    .replace(/\[quantity (\d+)\]/g, (_, i) => `(${observation[Number(i)]})`)
    .replace(/G\d+/g, (name) => String(names[name]))
    .replaceAll("·", "*")
    .replaceAll("²", "**2")
    .replaceAll("−", "-");
  return Number(new Function(`return ${source}`)());
}

/** The text after `head` up to the next line that is not a continuation. */
function formulaAfter(head: string, text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith(head));
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !line.startsWith(" ".repeat(8)));
  return [lines[first]!.slice(head.length), ...rest.slice(0, end === -1 ? rest.length : end)].join(" ");
}

const observations = Array.from({ length: 300 }, (_, i) => [Math.sin(i * 7.1) * 4, Math.cos(i * 3.3) * 4]);

describe("a printed policy", () => {
  it("of two hills acts as its rule, read back from the text", () => {
    const policy = policyOf(2, 2, 2);
    const rule = { ...decisionRule(policy, observations)!, meanReturn: 1, episodes: 1 };
    const text = policyCardText(policyCard("m", policy, specOf(2, 2), rule), plain, all);
    const score = formulaAfter("  score = ", text);
    const [, low] = /act (\d) where the score is up to 0$/m.exec(text)!;
    const [, high] = /act (\d) where the score is above 0$/m.exec(text)!;
    for (const observation of observations) {
      const value = readBack(score, observation);
      if (Math.abs(value) > 1e-2) expect(policy.act(observation)).toBe(Number(value > 0 ? high : low));
    }
  });

  it("of three hills and two actions acts as its formula, read back from the text", () => {
    const policy = policyOf(3, 2, 2);
    const text = policyCardText(policyCard("m", policy, specOf(2, 2), null), plain, all);
    const [, difference] = /act 1 where (.*) > 0, else act 0/.exec(text)!;
    for (const observation of observations) {
      const names = Object.fromEntries(
        policy.hills.map(({ id }) => [
          `G${id}`,
          Math.exp(readBack(formulaAfter(`  ln G${id} = `, text), observation)),
        ]),
      );
      const value = readBack(difference!, observation, names);
      const [q0, q1] = policy.qValues(observation);
      if (Math.abs(q1! - q0!) > 1e-2) expect(Math.sign(value)).toBe(policy.act(observation) === 1 ? 1 : -1);
    }
  });

  it("keeps within 100 columns for every size", () => {
    for (const [hills, size, actions] of [
      [3, 1, 1],
      [1, 2, 2],
      [3, 6, 3],
      [40, 4, 2],
      [2, 16, 4],
      [5, 48, 25],
    ] as const) {
      const card = policyCard("model", policyOf(hills, size, actions), specOf(size, actions), null);
      for (const line of policyCardText(card, plain, all).split("\n"))
        expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });

  it("of no hill is still a card", () => {
    const card = policyCard("model", policyOf(0, 2, 2), specOf(2, 2), null);
    expect(policyCardText(card, plain, all)).toContain("0 hills, 0 nonzero weights, 0 parameters");
  });
});
