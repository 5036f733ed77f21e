"""Golden episodes of Gymnasium for packages/core/src/environments, beside the traces of the five classic tasks.

Gymnasium 1.3.0 with numpy 2.4.6. Toy text: random actions, one observation after each reset and step (flags as in the
traces: 0 running, 1 truncated, 2 terminated; a reset without a seed follows each end). Edge cases of classic
control: reset options, make options, clipped actions and whole episodes, with observations in float32. Also the maps
of generate_random_map.

    pip install gymnasium==1.3.0 numpy==2.4.6
    python tools/golden/gymnasium_episodes.py packages/core/golden/gymnasium
"""

import json
import pathlib
import sys
import warnings

import gymnasium
import numpy
from gymnasium.envs.toy_text.frozen_lake import generate_random_map

warnings.simplefilter("ignore")

MAP = ["SFFH", "FSFF", "HFFG"]


def play(id, kwargs, seed, actions, reset_options=None):
    environment = gymnasium.make(id, **kwargs)
    discrete = isinstance(environment.observation_space, gymnasium.spaces.Discrete)
    see = (lambda o: int(o)) if discrete else (lambda o: numpy.asarray(o, dtype=numpy.float32).tolist())
    observation, info = environment.reset(seed=seed, options=reset_options)
    observations, rewards, flags, probabilities = [see(observation)], [], [], []
    for action in actions:
        observation, reward, terminated, truncated, info = environment.step(action)
        observations.append(see(observation))
        rewards.append(float(reward))
        flags.append(2 if terminated else 1 if truncated else 0)
        probabilities.append(info.get("prob"))
        if terminated or truncated:
            observation, info = environment.reset()
            observations.append(see(observation))
    episode = {"id": id, "seed": seed, "actions": numpy.asarray(actions).tolist()}
    episode |= {"observations": observations, "rewards": rewards, "flags": flags}
    return episode | ({"probabilities": probabilities} if discrete else {})


def toy_text():
    cases = []
    for id, kwargs, options in [
        ("FrozenLake-v1", {}, {}),
        ("FrozenLake8x8-v1", {}, {}),
        ("FrozenLake-v1", {"is_slippery": False}, {"isSlippery": False}),
        ("FrozenLake-v1", {"success_rate": 0.7}, {"successRate": 0.7}),
        ("FrozenLake-v1", {"desc": MAP, "reward_schedule": (10, -5, -1)}, {"desc": MAP, "rewardSchedule": [10, -5, -1]}),
        ("CliffWalking-v1", {}, {}),
        ("CliffWalkingSlippery-v1", {}, {}),
    ]:
        for seed in (0, 42):
            actions = numpy.random.default_rng(seed + 1).integers(0, 4, 300)
            cases.append({"options": options, **play(id, kwargs, seed, actions.tolist())})
    return cases


def classic_control():
    draw = numpy.random.default_rng(5)
    wide = [numpy.array([a], dtype=numpy.float32) for a in draw.uniform(-1.6, 1.6, 300)]
    full = [numpy.array([a], dtype=numpy.float32) for a in numpy.where(numpy.arange(300) // 50 % 2, 1.7, -1.7)]
    swing = [numpy.array([a], dtype=numpy.float32) for a in draw.uniform(-3, 3, 250)]
    pushes = draw.integers(0, 2, 60).tolist()
    thrusts = numpy.where(numpy.arange(250) // 30 % 2, 2, 0).tolist()
    runs = [
        ("MountainCarContinuous-v0", {}, {}, wide, None, None),
        ("MountainCarContinuous-v0", {}, {}, full, None, None),
        ("MountainCarContinuous-v0", {"goal_velocity": 0.02}, {"goalVelocity": 0.02}, full, None, None),
        ("MountainCarContinuous-v0", {}, {}, full[:99], {"low": -1.19, "high": -1.1}, {"low": -1.19, "high": -1.1}),
        ("MountainCarContinuous-v0", {}, {}, full[:99], {"low": 0.44, "high": 0.449}, {"low": 0.44, "high": 0.449}),
        ("Pendulum-v1", {}, {}, swing, None, None),
        ("Pendulum-v1", {"g": 9.81}, {"g": 9.81}, swing[:99], {"x_init": 0.7}, {"xInit": 0.7}),
        ("CartPole-v1", {"sutton_barto_reward": True}, {"suttonBartoReward": True}, pushes, None, None),
        ("CartPole-v0", {}, {}, pushes, {"low": -0.2, "high": 0.2}, {"low": -0.2, "high": 0.2}),
        ("MountainCar-v0", {"goal_velocity": 0.03}, {"goalVelocity": 0.03}, thrusts, None, None),
        ("Acrobot-v1", {}, {}, thrusts, {"low": -0.2, "high": 0.2}, {"low": -0.2, "high": 0.2}),
    ]
    return [
        {"options": options, "resetOptions": ours, **play(id, kwargs, seed, actions, theirs)}
        for id, kwargs, options, actions, theirs, ours in runs
        for seed in (3,)
    ]


def maps():
    settings = [(4, 0.8, 0), (8, 0.8, 42), (8, 0.6, 7), (5, 0.5, 3), (3, 1.0, 1)]
    return [{"size": n, "p": p, "seed": s, "rows": [str(r) for r in generate_random_map(n, p, s)]} for n, p, s in settings]


def main(folder):
    for name, table in {"toy-text": toy_text(), "classic-control": classic_control(), "frozen-lake-maps": maps()}.items():
        pathlib.Path(folder, f"{name}.json").write_text(json.dumps(table) + "\n")


main(sys.argv[1])
