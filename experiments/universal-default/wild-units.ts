import { type Environment, make, register, scaleObservation } from "drumlin";

/** Units that no one would choose: each number of an observation times one of these, plus 100. */
const scale = [1e3, 1e-3, 50, 0.02];
const offset = 100;

for (const id of ["CartPole-v1", "MountainCar-v0"]) {
  const { maxEpisodeSteps } = make(id).spec;
  const spec = { ...inWildUnits(id).spec, id: `${id} in wild units`, maxEpisodeSteps };
  register({ spec, create: () => inWildUnits(id) });
}

function inWildUnits(id: string): Environment {
  const environment = make(id, { maxEpisodeSteps: null });
  const size = environment.spec.observationNames.length;
  return scaleObservation(environment, scale.slice(0, size), new Array(size).fill(offset));
}
