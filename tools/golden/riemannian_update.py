"""Golden updates of Algorithm 1 (Vu & Slavakis, arXiv 2509.14585) for packages/core/src/backends and packages/simd/src.

numpy 2.3.5 (geomstats 2.8.0 cannot be imported with 2.4), scipy 1.17.1, autograd 1.9.1, pymanopt 2.2.1, geomstats 2.8.0, in
float64. Everything is in textbook form: covariances C, their inverses and square roots, tangent vectors in the coordinates of
C. autograd differentiates the loss, pymanopt makes a Riemannian gradient of it on R^(K x D) x SPD(D)^K x R^(J x K x A) and
has its norm, geomstats has the affine-invariant exponential map and parallel transport (pymanopt's `transport` of SPD
matrices leaves a vector as it is). Norms and exponential maps, which both have, are held to each other.

A case holds what was drawn, to three decimals, and what came of it: each update's TD errors, loss and gradient norm, and all
parameters after the first and after the last. factors[j][k][a] is an entry of the Hadamard factor j.

    pip install numpy==2.3.5 scipy==1.17.1 autograd==1.9.1 pymanopt==2.2.1 geomstats==2.8.0
    python tools/golden/riemannian_update.py packages/core/golden/backends
"""

import functools
import json
import pathlib
import sys

import autograd.numpy as np
import numpy
import pymanopt
from geomstats.geometry.spd_matrices import SPDAffineMetric, SPDMatrices
from pymanopt.manifolds import Euclidean, Product, SymmetricPositiveDefinite

FIRST_DECAY, SECOND_DECAY, EPSILON = 0.9, 0.999, 1e-8
LONGEST_STEP = 2  # Drumlin's: no step follows a longer geodesic
BATCH_SIZE, UPDATES = 8, 6


def action_values(point, observations):
    """T x A: Q(s, a) = sum_k prod_j factors[j, k, a] exp(-(s - m_k)' C_k^-1 (s - m_k))."""
    means, *covariances, factors = point
    gaussians = []
    for mean, covariance in zip(means, covariances):
        d = observations - mean
        gaussians.append(np.exp(-np.sum(d @ np.linalg.inv(covariance) * d, axis=1)))
    weights = functools.reduce(np.multiply, [factors[j] for j in range(len(factors))])
    return np.stack(gaussians, axis=1) @ weights


class Learner:
    def __init__(self, means, covariances, factors, sparsity, rates):
        count, size = means.shape
        self.sparsity, self.rates, self.updates = sparsity, rates, 0
        self.point = [means, *covariances, factors]
        spd = SymmetricPositiveDefinite(size)
        self.manifold = Product([Euclidean(*means.shape), *[spd] * count, Euclidean(*factors.shape)])
        self.affine = SPDAffineMetric(SPDMatrices(size, equip=False))
        self.first = [numpy.zeros_like(part) for part in self.point]
        self.second = [numpy.zeros_like(means), *numpy.zeros(count), numpy.zeros_like(factors)]

    def update(self, batch):
        best = action_values(self.point, batch["nextObservations"]).max(axis=1)
        targets = batch["rewards"] + batch["discounts"] * best

        def td_errors(point):
            values = action_values(point, batch["observations"])
            return values[numpy.arange(BATCH_SIZE), batch["actions"]] - targets

        @pymanopt.function.autograd(self.manifold)
        def loss(*point):
            return np.mean(td_errors(point) ** 2) + self.sparsity * np.sum(point[-1] ** 2)

        gradient = pymanopt.Problem(self.manifold, loss).riemannian_gradient(self.point)
        seen = {
            "tdErrors": td_errors(self.point),
            "loss": loss(*self.point),
            "gradientNorm": self.manifold.norm(self.point, gradient),
        }
        self.updates += 1
        for i in (0, len(self.point) - 1):
            self.descend(i, gradient[i], self.rates["means" if i == 0 else "factors"])
        for i in range(1, len(self.point) - 1):
            self.descend_along_geodesic(i, gradient[i], self.rates["covariances"])
        return seen

    def adam(self, i, gradient, squared):
        """Follows the moments of one part of the point; the direction of its step before any learning rate."""
        self.first[i] = FIRST_DECAY * self.first[i] + (1 - FIRST_DECAY) * gradient
        self.second[i] = SECOND_DECAY * self.second[i] + (1 - SECOND_DECAY) * squared
        first = self.first[i] / (1 - FIRST_DECAY**self.updates)
        second = self.second[i] / (1 - SECOND_DECAY**self.updates)
        return -first / (numpy.sqrt(second) + EPSILON)

    def descend(self, i, gradient, rate):
        """Adam (Kingma & Ba 2015), coordinate by coordinate."""
        self.point[i] = self.point[i] + rate * self.adam(i, gradient, gradient**2)

    def descend_along_geodesic(self, i, gradient, rate):
        """Riemannian Adam (Becigneul & Ganea 2019): the second moment is a scalar, the momentum is transported along."""
        point, spd = self.point[i], self.manifold.manifolds[i]
        squared = spd.inner_product(point, gradient, gradient)
        agree(squared, self.affine.inner_product(gradient, gradient, point))
        direction = rate * self.adam(i, gradient, squared)
        direction *= min(1, LONGEST_STEP / spd.norm(point, direction))
        end = self.affine.exp(direction, point)
        agree(spd.exp(point, direction), end)
        self.first[i] = self.affine.parallel_transport(self.first[i], point, end_point=end)
        self.point[i] = end

    def parameters(self):
        means, *covariances, factors = self.point
        upper = numpy.triu_indices(means.shape[1])
        return {"means": means, "covariances": [covariance[upper] for covariance in covariances], "factors": factors}


def agree(first, second):
    numpy.testing.assert_allclose(first, second, rtol=1e-10, atol=1e-12 * numpy.abs(second).max())


def draw_covariance(draw, size):
    """Symmetric, eigenvalues between about 0.2 D and 1.5 D: wide enough for hills on [-1, 1]^D to overlap."""
    axes = numpy.linalg.qr(draw.normal(size=(size, size)))[0]
    covariance = (axes * draw.uniform(0.2 * size, 1.5 * size, size)) @ axes.T
    return ((covariance + covariance.T) / 2).round(3)


def draw_transitions(draw, means, actions, count):
    """Some end; all observe something near a hill."""
    near = lambda: (means[draw.integers(len(means), size=count)] + draw.normal(0, 0.5, (count, means.shape[1]))).round(3)
    return {
        "observations": near(),
        "actions": draw.integers(actions, size=count),
        "rewards": draw.normal(size=count).round(3),
        "nextObservations": near(),
        "discounts": numpy.where(draw.uniform(size=count) < 0.2, 0, 0.9),
    }


def case(seed, size, factor_count, sparsity, covariance_rate=None):
    draw = numpy.random.default_rng(seed)
    action_count, hill_count = draw.integers(2, 5), draw.integers(1, 9)
    means = draw.uniform(-1, 1, (hill_count, size)).round(3)
    covariances = [draw_covariance(draw, size) for _ in means]
    shape = (factor_count, hill_count, action_count)
    factors = (draw.choice([-1, 1], shape) * draw.uniform(0.4, 1.6, shape)).round(3)
    transitions = draw_transitions(draw, means, action_count, BATCH_SIZE + UPDATES)
    rates = {"means": 0.02, "covariances": covariance_rate or round(draw.uniform(0.05, 0.5), 3), "factors": 0.05}

    learner = Learner(means, covariances, factors, sparsity, rates)
    start, updates, after = learner.parameters(), [], []
    for newest in range(BATCH_SIZE, BATCH_SIZE + UPDATES):
        # The newest transition is in every minibatch, the others are any before it.
        rows = numpy.array([newest, *draw.integers(newest, size=BATCH_SIZE - 1)])
        seen = learner.update({name: column[rows] for name, column in transitions.items()})
        updates.append({"rows": rows, **seen})
        after.append(learner.parameters())
    sizes = {"observationSize": size, "actionCount": action_count, "componentCount": hill_count, "factorCount": factor_count}
    given = {"sizes": sizes, "sparsity": sparsity, "learningRates": rates, "transitions": transitions, "start": start}
    return given | {"updates": updates, "afterFirst": after[0], "afterLast": after[-1]}


def main(folder):
    settings = [(size, factors, rho) for size in range(2, 7) for factors in range(1, 5) for rho in (0, 0.01)]
    cases = [case(seed, *setting) for seed, setting in enumerate(settings)]
    # Steps longer than the longest.
    cases.append(case(len(cases), 3, 2, 0.01, covariance_rate=2.5))
    path = pathlib.Path(folder, "riemannian-updates.json")
    path.write_text(json.dumps({"batchSize": BATCH_SIZE, "cases": cases}, default=lambda array: array.tolist()) + "\n")


main(sys.argv[1])
