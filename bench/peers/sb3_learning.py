"""stable-baselines3's own DQN or PPO with RL Zoo's hyperparameters, trained and judged as a trial of our studies is: a JSON line.

Greedy evaluations of 20 episodes every 5000 steps and of 100 episodes after training, from the resets of our studies (seeds 20000 + i and
10000 + i, which in Gymnasium's environments are the same states).

    venv/bin/python bench/peers/sb3_learning.py --algorithm dqn --environment CartPole-v1 --steps 300000 --seed 0
"""

import argparse
import datetime
import json
import time

import gymnasium
import numpy
import stable_baselines3
import torch
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.env_util import make_vec_env
from stable_baselines3.common.vec_env import VecNormalize

EVALUATION_INTERVAL = 5000
EVALUATION = {"episodes": 20, "seed": 20_000}
FINAL_EVALUATION = {"episodes": 100, "seed": 10_000}
THRESHOLDS = {"CartPole-v1": 475, "Acrobot-v1": -100}

# rl-baselines3-zoo, hyperparams/dqn.yml and ppo.yml. Schedules go by the steps of the run, as `learn` has it.
DQN_OPTIONS = {
    "CartPole-v1": {
        "learning_rate": 2.3e-3,
        "batch_size": 64,
        "buffer_size": 100_000,
        "learning_starts": 1000,
        "gamma": 0.99,
        "target_update_interval": 10,
        "train_freq": 256,
        "gradient_steps": 128,
        "exploration_fraction": 0.16,
        "exploration_final_eps": 0.04,
    },
    "Acrobot-v1": {
        "learning_rate": 6.3e-4,
        "batch_size": 128,
        "buffer_size": 50_000,
        "learning_starts": 0,
        "gamma": 0.99,
        "target_update_interval": 250,
        "train_freq": 4,
        "gradient_steps": -1,
        "exploration_fraction": 0.12,
        "exploration_final_eps": 0.1,
    },
}
PPO_OPTIONS = {
    "CartPole-v1": {
        "n_steps": 32,
        "batch_size": 256,
        "gae_lambda": 0.8,
        "gamma": 0.98,
        "n_epochs": 20,
        "ent_coef": 0.0,
        "learning_rate": lambda remaining: 1e-3 * remaining,
        "clip_range": lambda remaining: 0.2 * remaining,
    },
    "Acrobot-v1": {"n_steps": 256, "gae_lambda": 0.94, "gamma": 0.99, "n_epochs": 4, "ent_coef": 0.0},
}
PPO_ENVIRONMENTS = {"CartPole-v1": 8, "Acrobot-v1": 16}


def make_model(algorithm, environment, seed):
    """The model and, where observations are normalised, what normalises them."""
    common = {"seed": seed, "device": "cpu"}
    if algorithm == "dqn":
        training = make_vec_env(environment, n_envs=1, seed=seed)
        network = {"policy_kwargs": {"net_arch": [256, 256]}}
        return DQN("MlpPolicy", training, **DQN_OPTIONS[environment], **network, **common), None
    training = make_vec_env(environment, n_envs=PPO_ENVIRONMENTS[environment], seed=seed)
    normalizer = VecNormalize(training, gamma=0.99) if environment == "Acrobot-v1" else None
    return PPO("MlpPolicy", normalizer or training, **PPO_OPTIONS[environment], **common), normalizer


def mean_return(model, normalizer, environment, episodes, seed):
    """Of greedy episodes, episode i from reset(seed=seed + i), all played side by side."""
    environments = [gymnasium.make(environment) for _ in range(episodes)]
    observations = [each.reset(seed=seed + i)[0] for i, each in enumerate(environments)]
    total = 0.0
    going = list(range(episodes))
    while going:
        seen = numpy.stack([observations[i] for i in going])
        actions, _ = model.predict(seen if normalizer is None else normalizer.normalize_obs(seen), deterministic=True)
        still_going = []
        for i, action in zip(going, actions):
            observations[i], reward, terminated, truncated, _ = environments[i].step(int(action))
            total += float(reward)
            if not (terminated or truncated):
                still_going.append(i)
        going = still_going
    return total / episodes


class Evaluations(BaseCallback):
    """The learning curve."""

    def __init__(self, environment, normalizer):
        super().__init__()
        self.environment = environment
        self.normalizer = normalizer
        self.next_evaluation = EVALUATION_INTERVAL
        self.curve = []

    def _on_step(self):
        if self.num_timesteps >= self.next_evaluation:
            self.next_evaluation += EVALUATION_INTERVAL
            mean = mean_return(self.model, self.normalizer, self.environment, **EVALUATION)
            self.curve.append({"step": self.num_timesteps, "meanReturn": mean})
        return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--algorithm", choices=["dqn", "ppo"], required=True)
    parser.add_argument("--environment", choices=list(THRESHOLDS), required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=300_000)
    values = parser.parse_args()
    torch.set_num_threads(1)
    start = time.perf_counter()
    model, normalizer = make_model(values.algorithm, values.environment, values.seed)
    evaluations = Evaluations(values.environment, normalizer)
    model.learn(values.steps, callback=evaluations)
    threshold = THRESHOLDS[values.environment]
    solved = [point["step"] for point in evaluations.curve if point["meanReturn"] >= threshold]
    # What a greedy action needs: DQN's Q-network, or PPO's actor with the mean and variance of observations where they are normalised.
    network = model.q_net if values.algorithm == "dqn" else None
    actor = [model.policy.mlp_extractor.policy_net, model.policy.action_net] if network is None else [network]
    parameters = [parameter for part in actor for parameter in part.parameters()]
    if normalizer is not None:
        parameters += [torch.from_numpy(normalizer.obs_rms.mean), torch.from_numpy(normalizer.obs_rms.var)]
    line = {
        "agent": f"SB3 {values.algorithm.upper()}",
        "environment": values.environment,
        "seed": values.seed,
        "steps": model.num_timesteps,
        "solvedAtStep": solved[0] if solved else None,
        "finalReturn": mean_return(model, normalizer, values.environment, **FINAL_EVALUATION),
        "parameters": {
            "total": sum(parameter.numel() for parameter in parameters),
            "nonzero": sum(int((parameter != 0).sum()) for parameter in parameters),
        },
        "curve": evaluations.curve,
        "seconds": round(time.perf_counter() - start, 3),
        "date": datetime.date.today().isoformat(),
        "versions": {
            "stable-baselines3": stable_baselines3.__version__,
            "gymnasium": gymnasium.__version__,
            "torch": torch.__version__,
        },
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
