"""One update of the paper preset in PyTorch, eager: autograd and `torch.optim.Adam(fused=True)`.

The fastest of the formulations that were tried: the quadratic form as a matrix product with the features (s sᵀ, s), its coefficients
computed once for both states of a transition. Euclidean Adam on the frames, which is less work than the Riemannian one.
"""

import numpy as np
import torch

import measure
from problem import LEARNING_RATE, SPARSITY, check_gradient, draw_rows, make_problem

UPDATES_PER_CALL = 20


def coefficients(means, frames):
    """‖W(s − m)‖² = constant + features · linear: (K, (D² + D) × K)."""
    K, D = means.shape
    precisions = torch.bmm(frames.transpose(1, 2), frames)
    precision_means = torch.bmm(precisions, means[:, :, None])[:, :, 0]
    constants = (precision_means * means).sum(1)
    return constants, torch.cat([precisions.view(K, D * D), -2 * precision_means], 1).T


def gaussians(constants, linear, observations):
    """G_k(s_t) of method §2: T × K."""
    D = observations.shape[1]
    products = (observations[:, :, None] * observations[:, None, :]).view(-1, D * D)
    features = torch.cat([products, observations], 1)
    return torch.exp(-torch.addmm(constants, features, linear))


class Learner:
    """Parameters, their optimiser and the buffer as one B × (2D + 3) table, so that a minibatch is one gather."""

    def __init__(self, problem, rows):
        self.D = problem.observations.shape[1]
        columns = [problem.observations, problem.next_observations]
        columns += [x[:, None] for x in (problem.rewards, problem.discounts, problem.actions)]
        self.table = torch.as_tensor(np.concatenate(columns, 1, dtype=np.float32))
        self.rows = torch.as_tensor(rows).long()
        self.parameters = {
            name: torch.tensor(array, requires_grad=True) for name, array in problem.parameters.items()
        }
        self.optimizer = torch.optim.Adam(self.parameters.values(), lr=LEARNING_RATE, fused=True)
        self.count = 0

    def backward(self):
        """Gradients of the loss of method §3 at the next minibatch."""
        D = self.D
        taken = self.table[self.rows[self.count % len(self.rows)]]
        observations, next_observations = taken[:, :D], taken[:, D : 2 * D]
        rewards, discounts, actions = taken[:, -3], taken[:, -2], taken[:, -1:].long()
        constants, linear = coefficients(self.parameters["means"], self.parameters["frames"])
        weights = self.parameters["factors"].prod(0)
        with torch.no_grad():
            targets = rewards + discounts * (gaussians(constants, linear, next_observations) @ weights).amax(1)
        values = gaussians(constants, linear, observations) @ weights
        loss = torch.nn.functional.mse_loss(values.gather(1, actions)[:, 0], targets)
        loss = loss + SPARSITY * self.parameters["factors"].square().sum()
        self.optimizer.zero_grad()
        loss.backward()

    def run(self):
        for _ in range(UPDATES_PER_CALL):
            self.backward()
            self.optimizer.step()
            self.count += 1

    def check_finite(self):
        if not all(bool(x.isfinite().all()) for x in self.parameters.values()):
            raise ArithmeticError("parameters are no longer finite")


def main():
    values = measure.arguments(__doc__)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    for size in values.sizes:
        random = np.random.default_rng(1)
        problem = make_problem(size, random)
        rows = draw_rows(random, 512)
        learner = Learner(problem, rows)
        learner.backward()
        check_gradient({name: x.grad for name, x in learner.parameters.items()}, problem, rows[0])
        rounds = measure.time_rounds(learner.run, UPDATES_PER_CALL, values.seconds, values.rounds)
        learner.check_finite()
        measure.report("torch-eager", size, rounds, torch.__version__)


if __name__ == "__main__":
    main()
