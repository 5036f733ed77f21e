import type { TrialRecord } from "@drumlin/run";
import { Xoshiro128 } from "drumlin";

/** Made up, in the likeness of real ones: three agents, two environments, ten seeds, of which one may fail. */
const AGENTS = [
  { agent: "Drumlin", speed: 3000, reach: 1, total: 700, nonzero: 48 },
  { agent: "DQN", speed: 9000, reach: 0.95, total: 17_000, nonzero: 17_000 },
  { agent: "sparse DQN, 10 %", speed: 14_000, reach: 0.8, total: 17_000, nonzero: 1700 },
];

/** What the two environments' returns mean: that of a random policy, and the threshold. */
export const exampleReferences = {
  "CartPole-v1": { low: 22, high: 475 },
  "Acrobot-v1": { low: -500, high: -100 },
};

/** The example's trials, always the same. */
export function exampleTrials(): TrialRecord[] {
  const random = Xoshiro128.fromSeed(5, 0);
  return AGENTS.flatMap(({ agent, speed, reach, total, nonzero }) =>
    Object.entries(exampleReferences).flatMap(([environment, { low, high }]) =>
      Array.from({ length: 10 }, (_, seed): TrialRecord => {
        const own = speed * (0.7 + 0.6 * random.uniform());
        const best = reach * (1.05 - 0.15 * random.uniform() ** 2);
        const curve = Array.from({ length: 20 }, (_, index) => {
          const step = 2000 * (index + 1);
          const share = best / (1 + Math.exp((own - step) / (own / 4))) + 0.02 * random.normal();
          const meanReturn = Math.round(10 * (low + (high - low) * Math.min(1.05, share))) / 10;
          return { step, meanReturn, metrics: {} };
        });
        return {
          agent,
          environment,
          options: {},
          seed,
          status: "done",
          curve,
          solvedAtStep: curve.find(({ meanReturn }) => meanReturn >= high)?.step ?? null,
          steps: 40_000,
          finalReturn: curve.at(-1)!.meanReturn,
          parameters: { total, nonzero },
          seconds: 10,
        };
      }),
    ),
  );
}
