import { make, type OptimalValues, register } from "drumlin";
import { expect, it } from "vitest";
import { expandStudy } from "./expand-study.ts";
import { runTrial } from "./run-trial.ts";
import { valueMeasure } from "./value-measure.ts";

/** CartPole that claims to know these values. */
function claim(id: string, optimalValues: (discountFactor: number) => OptimalValues[]): void {
  const create = () => make("CartPole-v1", { maxEpisodeSteps: null });
  register({ spec: { ...make("CartPole-v1").spec, id }, create, optimalValues });
}
claim("two states", (discountFactor) => [
  { observation: [0, 0, 0, 0], qValues: [4, 4 + 1e-10] },
  { observation: [1, 0, 0, 0], qValues: [2, 10 * discountFactor] },
]);
claim("a million", (discountFactor) => [
  { observation: [0, 0, 0, 0], qValues: [1e6 * discountFactor, 1e6 * discountFactor] },
]);

const learned = (values: readonly number[]) => ({ discountFactor: 0.5, qValues: () => values });

it("is the root mean square distance, the share of best actions, and the share that is lost of what is at stake", () => {
  expect(valueMeasure("two states", learned([4, 3]))()).toEqual({
    "losses/value_distance": expect.closeTo(Math.sqrt((0 + 1 + 4 + 4) / 4), 9),
    "policy/optimal_share": 0.5,
    "policy/decision_loss": expect.closeTo(1, 9),
  });
  const right = { "policy/optimal_share": 1, "policy/decision_loss": 0 };
  expect(valueMeasure("two states", learned([1, 2]))()).toMatchObject(right);
});

it("is nothing where the environment or the agent knows no values", () => {
  expect(valueMeasure("CartPole-v1", learned([1, 2]))()).toEqual({});
  expect(valueMeasure("two states", undefined)()).toEqual({});
});

it("stands among a trial's metrics at each evaluation, for the agent's own discount factor", async () => {
  const [trial] = expandStudy({
    name: "one",
    environments: ["a million"],
    agents: [
      { name: "hills", kind: "sgmm-q", options: { componentCount: 3, discountFactor: 0.25 }, grid: [] },
    ],
    seeds: [3],
    steps: 200,
    evaluation: { every: 100, episodes: 1 },
  });
  const { curve } = await runTrial(trial!, () => {});
  const distances = curve.map(({ metrics }) => metrics["losses/value_distance"]! / 1e6);
  expect(distances).toEqual([expect.closeTo(0.25, 3), expect.closeTo(0.25, 3)]);
});
