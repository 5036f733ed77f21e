import { type Environment, make, register, scaleObservation } from "drumlin";

/** MountainCar in units that put all its states far from where hills begin: for agents that learn no scale. */
function farMountainCar(): Environment {
  return scaleObservation(make("MountainCar-v0", { maxEpisodeSteps: null }), [1e3, 1e5], [1e4, 1e4]);
}

const { maxEpisodeSteps } = make("MountainCar-v0").spec;
register({
  spec: { ...farMountainCar().spec, id: "MountainCar-v0, far away", maxEpisodeSteps },
  create: farMountainCar,
});
