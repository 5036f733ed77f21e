"""stable-baselines3 on CartPole-v1 with RL Zoo's hyperparameters, up to the first evaluation of at least 475.

Ten greedy episodes on separate environments every 1000 steps. Counted is training time alone: not imports, not the start, not the
evaluations. Gives up after 100 000 steps.
"""

import argparse
import json
import time

import stable_baselines3
import torch
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.env_util import make_vec_env
from stable_baselines3.common.evaluation import evaluate_policy

THRESHOLD = 475
EVALUATION_INTERVAL = 1000
EPISODES = 10
STEP_LIMIT = 100_000
EVALUATION_SEED = 10_000


def make_dqn(seed):
    return DQN(
        "MlpPolicy",
        make_vec_env("CartPole-v1", n_envs=1, seed=seed),
        learning_rate=2.3e-3,
        batch_size=64,
        buffer_size=100_000,
        learning_starts=1000,
        gamma=0.99,
        target_update_interval=10,
        train_freq=256,
        gradient_steps=128,
        # RL Zoo: 0.16 of 50 000 steps.
        exploration_fraction=0.16 * 50_000 / STEP_LIMIT,
        exploration_final_eps=0.04,
        policy_kwargs={"net_arch": [256, 256]},
        seed=seed,
        device="cpu",
    )


def make_ppo(seed):
    return PPO(
        "MlpPolicy",
        make_vec_env("CartPole-v1", n_envs=8, seed=seed),
        n_steps=32,
        batch_size=256,
        gae_lambda=0.8,
        gamma=0.98,
        n_epochs=20,
        ent_coef=0.0,
        learning_rate=lambda remaining: 1e-3 * remaining,
        clip_range=lambda remaining: 0.2 * remaining,
        seed=seed,
        device="cpu",
    )


class UntilSolved(BaseCallback):
    """Evaluates every 1000 steps, stops at the first evaluation over the threshold, and keeps the time that took."""

    def __init__(self, environment):
        super().__init__()
        self.environment = environment
        self.next_evaluation = EVALUATION_INTERVAL
        self.evaluation_seconds = 0.0
        self.solved = False

    def _on_step(self):
        if self.num_timesteps < self.next_evaluation:
            return True
        self.next_evaluation += EVALUATION_INTERVAL
        start = time.perf_counter()
        mean_return, _ = evaluate_policy(self.model, self.environment, n_eval_episodes=EPISODES)
        self.evaluation_seconds += time.perf_counter() - start
        self.solved = bool(mean_return >= THRESHOLD)
        return not self.solved


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--algorithm", choices=["dqn", "ppo"], required=True)
    parser.add_argument("--seed", type=int, default=0)
    values = parser.parse_args()
    torch.set_num_threads(1)
    model = {"dqn": make_dqn, "ppo": make_ppo}[values.algorithm](values.seed)
    until_solved = UntilSolved(make_vec_env("CartPole-v1", n_envs=EPISODES, seed=EVALUATION_SEED + values.seed))
    start = time.perf_counter()
    model.learn(STEP_LIMIT, callback=until_solved)
    seconds = time.perf_counter() - start - until_solved.evaluation_seconds
    line = {
        "peer": f"sb3-{values.algorithm}",
        "seed": values.seed,
        "steps": model.num_timesteps,
        "seconds": round(seconds, 3),
        "solved": until_solved.solved,
        "version": stable_baselines3.__version__,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
