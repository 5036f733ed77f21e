/**
 * Trains a baseline with its preset and prints how it learned, a line a seed:
 *
 *     node packages/baselines/measure/learning.ts KIND ENVIRONMENT STEPS SEEDS [OPTIONS]
 *     node packages/baselines/measure/learning.ts dqn CartPole-v1 50000 0,1,2,3,4 '{"double":true}'
 *
 * Greedy evaluation of 20 episodes every 1000 steps, of 100 in the end.
 */
import { evaluate, learnable, make } from "drumlin";
import { type BaselineKind, createBaseline, trainBaseline } from "../src/index.ts";

const [kind, id, steps, seeds, options = "{}"] = process.argv.slice(2);
const createEnvironment = () => learnable(make(id));

for (const seed of seeds.split(",").map(Number)) {
  const began = performance.now();
  const environment = createEnvironment();
  const agent = await createBaseline(kind as BaselineKind, environment, JSON.parse(options), seed);
  const { solvedReturn } = environment.spec;
  let evaluations = 0;
  let held = 0;
  const { solvedAtStep } = await trainBaseline(agent, createEnvironment, {
    steps: Number(steps),
    seed,
    evaluation: { environment, every: 1000, episodes: 20, seed: 10_000 },
    ...(solvedReturn === null ? {} : { solvedReturn }),
    onProgress(event) {
      if (event.kind !== "evaluation" || event.step <= Number(steps) / 2) return;
      evaluations++;
      if (solvedReturn !== null && event.meanReturn >= solvedReturn) held++;
    },
  });
  const { meanReturn } = evaluate(agent.policy, environment, { episodes: 100, seed: 20_000 });
  const { total, nonzero } = agent.parameterCount();
  const line = {
    seed,
    solvedAtStep,
    hold: Number((held / evaluations).toFixed(2)),
    end: Number(meanReturn.toFixed(1)),
    parameters: total,
    nonzero,
    updates: agent.updateCount,
    seconds: Math.round((performance.now() - began) / 1000),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  agent.dispose();
}
