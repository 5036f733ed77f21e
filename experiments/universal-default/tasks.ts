import { type LearnableEnvironment, learnable, make, scaleObservation } from "drumlin";

/** Units that no one would choose: each observation times one of these, plus 100. */
const WILD_SCALE = [1e3, 1e-3, 50, 0.02];
const WILD_OFFSET = 100;

export const taskNames = [
  "CartPole-v1",
  "Acrobot-v1",
  "MountainCar-v0",
  "Pendulum-v1",
  "CartPole-v1 in wild units",
  "MountainCar-v0 in wild units",
] as const;
export type TaskName = (typeof taskNames)[number];

/** The named task as a Q-function can learn it; Pendulum has five torques. */
export function createTask(name: TaskName): LearnableEnvironment {
  const [id, wild] = name.split(" ");
  const environment = learnable(make(id));
  if (!wild) return environment;
  const size = environment.observationSpace.size;
  const offset = new Array<number>(size).fill(WILD_OFFSET);
  return learnable(scaleObservation(environment, WILD_SCALE.slice(0, size), offset));
}
