import { type BackendName, createAgent, loadAgent, make } from "drumlin";
import type { Subject } from "./subject.ts";

/** Options of an agent that is timed. */
export interface AgentSizes {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly componentCount: number;
  readonly batchSize: number;
}

/** Transitions an agent has seen before it is timed: enough to fill a minibatch and settle the compiler. */
const EXPERIENCE = 300;

/**
 * `act`; `observe`, which stores, samples and learns; `step`, both and the environment's own, on CartPole-v1; `load`, the agent
 * from its saved bytes.
 */
export async function agentSubjects(backend: BackendName, sizes: AgentSizes): Promise<Subject[]> {
  const agent = await createAgent({ ...sizes, seed: 1 }, backend);
  const environment = make("CartPole-v1");
  let observation = environment.reset({ seed: 1 }).observation;
  const step = () => {
    const action = agent.act(observation);
    const { observation: nextObservation, reward, terminated, truncated } = environment.step(action);
    agent.observe({ observation, action, reward, nextObservation, terminated, truncated });
    observation = terminated || truncated ? environment.reset().observation : nextObservation;
  };
  for (let i = 0; i < EXPERIENCE; i++) step();

  const here = Float64Array.from(observation);
  const transition = { action: 0, reward: 1, terminated: false, truncated: false };
  const loop = { observation: here, nextObservation: here, ...transition };
  const bytes = agent.save();
  return [
    { name: "act", backend, call: () => agent.act(here) },
    { name: "observe", backend, call: () => agent.observe(loop) },
    { name: "step", backend, call: step },
    { name: "load", backend, call: () => loadAgent(bytes) },
  ];
}
