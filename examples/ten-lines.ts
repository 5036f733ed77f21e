import { createAgent, evaluate, loadAgent, make, train } from "drumlin";

const agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 3, seed: 7 });
await train(agent, make("CartPole-v1"), { steps: 8_000 });

const { meanReturn } = evaluate(agent.policy, make("CartPole-v1"), { episodes: 20, seed: 10_000 });
const twin = await loadAgent(agent.save()); // goes on exactly as `agent` would
const same = twin.qValues([0, 0, 0.05, 0]).join() === agent.qValues([0, 0, 0.05, 0]).join();

process.stdout.write(`mean return ${meanReturn}, ${agent.policy.hills.length} hills, twin agrees: ${same}\n`);
