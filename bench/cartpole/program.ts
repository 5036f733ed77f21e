import { parseArgs } from "node:util";
import { createAgent, evaluate, make } from "drumlin";

// Trains on CartPole-v1 until the first evaluation of at least 475, and prints what it took as JSON.

/** Many updates a step on small minibatches of a small model: few environment steps, each still far below a millisecond. */
const OPTIONS = { componentCount: 16, batchSize: 32, updatesPerStep: 8, explorationSteps: 600 };
const LONGEST = 50_000;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "0" },
    options: { type: "string", default: JSON.stringify(OPTIONS) },
    every: { type: "string", default: "100" },
  },
});
const seed = Number(values.seed);
const options = JSON.parse(values.options);
const evaluationPlan = { every: Number(values.every), episodes: 10 };
const environment = make("CartPole-v1");
const evaluationEnvironment = make("CartPole-v1");
const agent = await createAgent({ observationSize: 4, actionCount: 2, seed, ...options });

let { observation } = environment.reset({ seed });
let meanReturn = 0;
while (meanReturn < 475 && agent.stepCount < LONGEST) {
  const action = agent.act(observation);
  const { observation: nextObservation, reward, terminated, truncated } = environment.step(action);
  agent.observe({ observation, action, reward, nextObservation, terminated, truncated });
  observation = terminated || truncated ? environment.reset().observation : nextObservation;
  if (agent.stepCount % evaluationPlan.every === 0) {
    const { episodes } = evaluationPlan;
    meanReturn = evaluate(agent.policy, evaluationEnvironment, { episodes, seed: 10_000 }).meanReturn;
  }
}
const { stepCount: steps, updateCount: updates } = agent;
const configuration = { ...options, evaluation: evaluationPlan };
process.stdout.write(JSON.stringify({ seed, steps, updates, meanReturn, configuration }));
