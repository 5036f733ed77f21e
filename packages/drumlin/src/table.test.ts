import { describe, expect, test } from "vitest";
import {
  agentSizes,
  createAgent,
  evaluate,
  GaussianPolicy,
  type LearnableEnvironment,
  learnable,
  make,
  TimeLimit,
  train,
} from "./index.ts";
import { Taxi } from "./taxi.case.ts";

/** The mean return of what is learned in so many steps. */
async function meanReturnAfter(steps: number, create: () => LearnableEnvironment): Promise<number> {
  const agent = await createAgent({ ...agentSizes(create()), seed: 1 });
  await train(agent, create(), { steps });
  return evaluate(agent.policy, create(), { episodes: 50, seed: 9 }).meanReturn;
}

describe("an agent that knows states", () => {
  test("finds the shortest way along the cliff", async () => {
    expect(await meanReturnAfter(10_000, () => learnable(make("CliffWalking-v1")))).toBe(-13);
  });

  test("learns Taxi's 500 states", async () => {
    const create = () => new TimeLimit(new Taxi(), 200) as unknown as LearnableEnvironment;
    expect(await meanReturnAfter(30_000, create)).toBeGreaterThan(0);
  });

  test("is a table: a hill at each state, which stays there and of whose value the next one's has no part", async () => {
    const environment = learnable(make("FrozenLake-v1"));
    const agent = await createAgent({ ...agentSizes(environment), seed: 2 });
    await train(agent, environment, { steps: 2_000 });
    const { hills } = agent.policy;
    expect(hills.map(({ center }) => center)).toEqual(hills.map((_, k) => [k]));
    hills.forEach(({ weights }, k) => {
      for (const [a, value] of agent.policy.qValues([k]).entries()) expect(value).toBeCloseTo(weights[a]!, 5);
    });
    const { votes } = agent.policy.explain([6]);
    expect(votes.filter(({ activation }) => activation > 1e-6)).toMatchObject([{ id: 6 }]);
    expect(GaussianPolicy.fromJSON(agent.policy.toJSON()).act([6])).toBe(agent.policy.act([6]));
  });

  test("has a hill for each state and sees one number, or is refused", async () => {
    const options = { observationSize: 1, actionCount: 2, stateCount: 9 };
    const created = (changes: object) => createAgent({ ...options, ...changes });
    await expect(created({ componentCount: 8 })).rejects.toThrow(
      "componentCount is 8; with stateCount it must be that, 9: a hill for each state",
    );
    await expect(created({ observationSize: 2 })).rejects.toThrow(
      "observationSize is 2; with stateCount it must be 1: a state's number",
    );
    await expect(created({ stateCount: 0 })).rejects.toThrow(/^stateCount is 0; it must be a whole number/);
    expect((await created({ preset: "paper" })).options).toMatchObject({ componentCount: 9, factorCount: 3 });
  });
});
