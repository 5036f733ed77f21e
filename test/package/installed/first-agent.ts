import { createAgent } from "drumlin";

// All that a program needs whose environment is its own.
const agent = await createAgent({ observationSize: 2, actionCount: 2 });
const observation = [0, 0];
const action = agent.act(observation);
agent.observe({
  observation,
  action,
  reward: 1,
  nextObservation: observation,
  terminated: true,
  truncated: false,
});
export const saved = agent.save();
