"""Replays the traces of the five classic-control tasks in Gymnasium and writes them anew.

Gymnasium 1.3.0 with numpy 2.4.6. The seeds and (random) actions are those of the existing files, so a change in the
output is a change in Gymnasium, numpy or the platform's sine. The format is told by each file's "note".

    pip install gymnasium==1.3.0 numpy==2.4.6
    python tools/golden/gymnasium_traces.py packages/core/golden/gymnasium
"""

import json
import pathlib
import sys
import warnings

import gymnasium
import numpy

warnings.simplefilter("ignore")

IDS = ["CartPole-v1", "MountainCar-v0", "MountainCarContinuous-v0", "Pendulum-v1", "Acrobot-v1"]


def replay(id, seed, actions):
    environment = gymnasium.make(id)
    dtype = environment.action_space.dtype
    observations, rewards, flags = [environment.reset(seed=seed)[0].tolist()], [], []
    for action in actions:
        observation, reward, terminated, truncated, _ = environment.step(numpy.asarray(action, dtype=dtype))
        observations.append(observation.tolist())
        rewards.append(float(reward))
        flags.append(12 if terminated else 11 if truncated else 0)
        if terminated or truncated:
            observations.append(environment.reset()[0].tolist())
    return {"seed": seed, "actions": actions, "observations": observations, "rewards": rewards, "flags": flags}


def main(folder):
    for id in IDS:
        path = pathlib.Path(folder, f"{id}.json")
        trace = json.loads(path.read_text())
        trace["gymnasium"], trace["numpy"] = gymnasium.__version__, numpy.__version__
        trace["episodes"] = [replay(id, e["seed"], e["actions"]) for e in trace["episodes"]]
        path.write_text(json.dumps(trace))


main(sys.argv[1])
