import { readdirSync } from "node:fs";
import { type Agent, evaluate, make, train } from "drumlin";

/** The releases that wrote fixtures. */
export const releases: readonly string[] = readdirSync(new URL(".", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Where a format's fixtures of a release stand: `RELEASE/FORMAT/…`, beside what they are expected to do. */
export const folderOf = (release: string, format: string) =>
  new URL(`${release}/${format}/`, import.meta.url);

/** What an agent was when it was saved, and what came of it afterwards. */
export interface ExpectedAgent {
  readonly stepCount: number;
  readonly values: readonly (readonly number[])[];
  readonly valuesAfterwards: readonly (readonly number[])[];
  readonly actionsAfterwards: readonly number[];
}

/** What a policy decides. */
export interface ExpectedPolicy {
  readonly values: readonly (readonly number[])[];
  readonly meanReturn: number;
}

export const OBSERVATIONS = [
  [0, 0, 0, 0],
  [0.5, -1, 0.05, 0.3],
  [-2, 2, -0.2, -3],
  [100, -100, 100, -100],
];

const valuesOf = (each: { qValues(observation: readonly number[]): Float64Array }) =>
  OBSERVATIONS.map((observation) => [...each.qValues(observation)]);

/** What an agent values, and does in a hundred steps from here; it goes on learning. */
export async function observedAgent(agent: Agent): Promise<ExpectedAgent> {
  const [stepCount, values] = [agent.stepCount, valuesOf(agent)];
  await train(agent, make("CartPole-v1"), { steps: 100, seed: 5 });
  const actionsAfterwards = OBSERVATIONS.map((observation) => agent.act(observation));
  return { stepCount, values, valuesAfterwards: valuesOf(agent), actionsAfterwards };
}

/** What a policy values, and earns. */
export function observedPolicy(policy: Agent["policy"]): ExpectedPolicy {
  const { meanReturn } = evaluate(policy, make("CartPole-v1"), { episodes: 3, seed: 1 });
  return { values: valuesOf(policy), meanReturn };
}
