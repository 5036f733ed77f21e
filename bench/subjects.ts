import { createAgent, make } from "drumlin";

/** Sizes a subject is measured at. */
export interface Sizes {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly componentCount: number;
  readonly batchSize: number;
}

/** Something to be timed. */
export interface Subject {
  readonly name: string;
  readonly backend: string;
  readonly sizes: Sizes;
  readonly call: () => void;
}

/** Transitions an agent has seen before it is timed: enough to fill a minibatch and settle the compiler. */
const EXPERIENCE = 300;

/** `update` (observe, which stores, samples and learns), `act`, and `step` (both, and the environment's own), on CartPole-v1. */
export async function subjects(sizes: Sizes): Promise<Subject[]> {
  const agent = await createAgent({ ...sizes, seed: 1 });
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
  const backend = agent.backendName;
  return [
    { name: "update", backend, sizes, call: () => agent.observe(loop) },
    { name: "act", backend, sizes, call: () => void agent.act(here) },
    { name: "step", backend, sizes, call: step },
  ];
}
