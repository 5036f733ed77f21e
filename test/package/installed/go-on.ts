import { type Agent, createAgent, loadAgent, make, train } from "drumlin";

/** Learns, saves, loads, and learns on with both agents. Names nothing of a platform. */
export async function goOn(): Promise<{ backendName: string; steps: number; same: boolean }> {
  const environment = make("CartPole-v1");
  const agent: Agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 3, seed: 7 });
  await train(agent, environment, { steps: 300 });
  const twin = await loadAgent(agent.save());
  for (const each of [agent, twin]) await train(each, environment, { steps: 300, seed: 1 });
  const same = agent.save().join() === twin.save().join();
  return { backendName: twin.backendName, steps: twin.stepCount, same };
}
