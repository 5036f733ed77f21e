"""The update that every Python peer times: its random problem and its gradient in float64.

Symbols are those of docs/notation.md; "method" is docs/method.md.
"""

from dataclasses import dataclass

import numpy as np

BATCH = 64
CAPACITY = 10_000
FACTORS = 3
SPARSITY = 1e-3
LEARNING_RATE = 1e-3
FIRST_DECAY = 0.9
SECOND_DECAY = 0.999
EPSILON = 1e-8
GREATEST_ERROR = 1e-4


@dataclass(frozen=True)
class Size:
    """Observation size D, action count A, hills K."""

    D: int
    A: int
    K: int


@dataclass
class Problem:
    """Parameters and a replay buffer of random transitions, float32 (actions int32).

    means: K × D; frames: K × D × D; factors: J × K × A.
    observations, next_observations: B × D; actions, rewards, discounts: B.
    """

    means: np.ndarray
    frames: np.ndarray
    factors: np.ndarray
    observations: np.ndarray
    next_observations: np.ndarray
    actions: np.ndarray
    rewards: np.ndarray
    discounts: np.ndarray

    @property
    def parameters(self):
        return {"means": self.means, "frames": self.frames, "factors": self.factors}


def make_problem(size, random):
    """Means and observations uniform in [−1, 1]^D, C ≈ 0.03 D I as in the paper preset, one in fifty transitions terminal."""
    D, A, K = size.D, size.A, size.K

    def symmetric(*shape):
        return random.uniform(-1, 1, shape).astype(np.float32)

    factors = np.ones((FACTORS, K, A), np.float32)
    factors[0] = symmetric(K, A)
    return Problem(
        means=symmetric(K, D),
        frames=(np.eye(D, dtype=np.float32) + 0.2 * symmetric(K, D, D)) / np.float32(np.sqrt(0.03 * D)),
        factors=factors,
        observations=symmetric(CAPACITY, D),
        next_observations=symmetric(CAPACITY, D),
        actions=random.integers(0, A, CAPACITY).astype(np.int32),
        rewards=symmetric(CAPACITY),
        discounts=np.where(random.random(CAPACITY) < 0.02, 0, 0.99).astype(np.float32),
    )


def draw_rows(random, updates):
    """Rows of the buffer for each update: updates × T."""
    return random.integers(0, CAPACITY, (updates, BATCH)).astype(np.int32)


def reference_gradient(problem, rows):
    """Gradients of method §4 in float64, with ∂L/∂W = −2 W S for the frames; shapes as the parameters'."""
    means, frames, factors = (x.astype(np.float64) for x in problem.parameters.values())
    weights = factors.prod(0)
    actions = problem.actions[rows]

    def gaussians(observations):
        differences = observations.astype(np.float64)[:, None, :] - means
        return np.exp(-(np.einsum("kij,tkj->tki", frames, differences) ** 2).sum(-1)), differences

    here, differences = gaussians(problem.observations[rows])
    there, _ = gaussians(problem.next_observations[rows])
    targets = problem.rewards[rows] + problem.discounts[rows].astype(np.float64) * (there @ weights).max(1)
    chosen_weights = weights.T[actions]
    slopes = 2 * ((here * chosen_weights).sum(1) - targets) / BATCH
    forces = slopes[:, None] * here * chosen_weights
    weight_gradient = np.zeros_like(weights)
    np.add.at(weight_gradient.T, actions, slopes[:, None] * here)
    pulls = np.einsum("tk,tki->ki", forces, differences)
    scatters = np.einsum("tk,tki,tkj->kij", forces, differences, differences)
    other_factors = np.stack([np.delete(factors, j, axis=0).prod(0) for j in range(FACTORS)])
    return {
        "means": 2 * np.einsum("kli,klj,kj->ki", frames, frames, pulls),
        "frames": -2 * frames @ scatters,
        "factors": weight_gradient * other_factors + 2 * SPARSITY * factors,
    }


def check_gradient(found, problem, rows):
    """Raises unless each group's largest error is below 1e-4 of its largest entry."""
    for name, expected in reference_gradient(problem, rows).items():
        error = np.abs(np.asarray(found[name]) - expected).max() / np.abs(expected).max()
        if not error < GREATEST_ERROR:
            raise ArithmeticError(f"gradient of {name}: relative error {error:.1e}")
