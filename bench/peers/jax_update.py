"""One update of the paper preset in JAX: a jitted `lax.scan` over updates, minibatches gathered inside.

Two formulations. `jax-scan` is the fastest that was found: gradients by hand, hills in the last axis, and all per-sample work as
matrix products with the features (1, s, s sᵀ), at the price of the cancellation in s² − 2ms + m². `jax-scan-autodiff` is the
formula of method §2 with `jax.grad`. Both: Euclidean Adam on the frames, which is less work than the Riemannian one.
"""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import measure
from problem import (
    BATCH,
    EPSILON,
    FACTORS,
    FIRST_DECAY,
    LEARNING_RATE,
    SECOND_DECAY,
    SPARSITY,
    check_gradient,
    draw_rows,
    make_problem,
)

UPDATES_PER_CALL = 512


def product_of(factors):
    """ξ = Π_j υ_j (method §2)."""
    weights = factors[0]
    for factor in factors[1:]:
        weights = weights * factor
    return weights


def gradient_by_hand(parameters, batch):
    """Gradients of method §4 for parameters with the hills last: means D × K, frames D × D × K, factors J × A × K."""
    means, frames, factors = parameters["means"], parameters["frames"], parameters["factors"]
    D, A = means.shape[0], factors.shape[1]
    weights = product_of(factors)
    rows, columns = np.triu_indices(D)

    # ‖W(s − m)‖² = coefficients · features
    framed_means = sum(frames[:, i] * means[i] for i in range(D))
    precision_means = sum(frames[i] * framed_means[i] for i in range(D))
    precisions = [
        sum(frames[l, i] * frames[l, j] for l in range(D)) * (1 if i == j else 2)
        for i, j in zip(rows, columns)
    ]
    constants = sum(framed_means[i] * framed_means[i] for i in range(D))
    coefficients = jnp.concatenate([constants[None], -2 * precision_means, jnp.stack(precisions)])
    states = jnp.concatenate([batch["observations"], batch["next_observations"]]).T
    features = jnp.concatenate([jnp.ones((1, 2 * BATCH)), states, states[rows] * states[columns]])

    gaussians = jnp.exp(-(coefficients.T @ features))
    values = weights @ gaussians
    best = values[0, BATCH:]
    for a in range(1, A):
        best = jnp.maximum(best, values[a, BATCH:])
    chosen = (batch["actions"][None] == np.arange(A)[:, None]).astype(jnp.float32)
    td_errors = sum(values[a, :BATCH] * chosen[a] for a in range(A)) - batch["rewards"] - batch["discounts"] * best
    slopes = 2 / BATCH * td_errors * chosen

    here = gaussians[:, :BATCH]
    weight_gradient = (here @ slopes.T).T
    forces = here * (weights.T @ slopes)
    moments = (forces @ features[:, :BATCH].T).T
    total, first, packed = moments[0], moments[1 : 1 + D], moments[1 + D :]
    place = np.zeros((D, D), int)
    place[rows, columns] = place[columns, rows] = np.arange(len(rows))
    second = packed[place.reshape(-1)].reshape(D, D, -1)
    # W Σ f d and W S, from moments about the origin
    framed_pulls = sum(frames[:, i] * first[i] for i in range(D)) - total * framed_means
    framed_scatters = (
        sum(frames[:, i][:, None] * second[i][None] for i in range(D))
        - framed_pulls[:, None] * means[None]
        - framed_means[:, None] * first[None]
    )
    other_factors = [product_of([factors[l] for l in range(FACTORS) if l != j]) for j in range(FACTORS)]
    return {
        "means": 2 * sum(frames[i] * framed_pulls[i] for i in range(D)),
        "frames": -2 * framed_scatters,
        "factors": weight_gradient * jnp.stack(other_factors) + 2 * SPARSITY * factors,
    }


def gradient_by_autodiff(parameters, batch):
    """`jax.grad` of the loss of method §3 for parameters with the hills first, as in `problem.Problem`."""

    def values(parameters, observations):
        differences = observations[:, None, :] - parameters["means"]
        framed = jnp.einsum("kij,tkj->tki", parameters["frames"], differences)
        return jnp.exp(-jnp.sum(framed**2, -1)) @ product_of(parameters["factors"])

    next_values = values(parameters, batch["next_observations"])
    targets = batch["rewards"] + batch["discounts"] * next_values.max(1)

    def loss(parameters):
        chosen = jnp.take_along_axis(values(parameters, batch["observations"]), batch["actions"][:, None], 1)[:, 0]
        return jnp.mean((chosen - targets) ** 2) + SPARSITY * jnp.sum(parameters["factors"] ** 2)

    return jax.grad(loss)(parameters)


def hills_last(arrays):
    """From the shapes of `problem.Problem` to those of `gradient_by_hand`."""
    axes = {"means": (1, 0), "frames": (1, 2, 0), "factors": (0, 2, 1)}
    return {name: jnp.asarray(array).transpose(axes[name]) for name, array in arrays.items()}


def hills_first(arrays):
    """The inverse of `hills_last`."""
    axes = {"means": (1, 0), "frames": (2, 0, 1), "factors": (0, 2, 1)}
    return {name: array.transpose(axes[name]) for name, array in arrays.items()}


def unchanged(arrays):
    return {name: jnp.asarray(array) for name, array in arrays.items()}


FORMULATIONS = {
    "jax-scan": (gradient_by_hand, hills_last, hills_first),
    "jax-scan-autodiff": (gradient_by_autodiff, unchanged, unchanged),
}


def adam(parameters, gradients, first, second, count):
    """Adam's step number `count` on every coordinate; the new (parameters, first, second)."""
    tree = jax.tree.map
    first = tree(lambda m, g: FIRST_DECAY * m + (1 - FIRST_DECAY) * g, first, gradients)
    second = tree(lambda v, g: SECOND_DECAY * v + (1 - SECOND_DECAY) * g * g, second, gradients)
    first_correction = 1 / (1 - FIRST_DECAY**count)
    second_correction = 1 / (1 - SECOND_DECAY**count)

    def moved(p, m, v):
        return p - LEARNING_RATE * (m * first_correction) / (jnp.sqrt(v * second_correction) + EPSILON)

    return tree(moved, parameters, first, second), first, second


def as_table(problem):
    """The buffer as one B × (2D + 3) table, so that a minibatch is one gather."""
    columns = [problem.observations, problem.next_observations]
    columns += [x[:, None] for x in (problem.rewards, problem.discounts, problem.actions)]
    return jnp.asarray(np.concatenate(columns, 1, dtype=np.float32))


def minibatch(table, rows):
    """T rows of the table as named columns."""
    taken = table[rows]
    D = (table.shape[1] - 3) // 2
    return {
        "observations": taken[:, :D],
        "next_observations": taken[:, D : 2 * D],
        "rewards": taken[:, -3],
        "discounts": taken[:, -2],
        "actions": taken[:, -1].astype(jnp.int32),
    }


class Learner:
    """Parameters, Adam's moments and the compiled loop over `UPDATES_PER_CALL` updates."""

    def __init__(self, gradient, parameters, table, rows):
        def update(state, rows):
            parameters, first, second, count = state
            count = count + 1
            gradients = gradient(parameters, minibatch(table, rows))
            return (*adam(parameters, gradients, first, second, count), count), None

        def zeros():
            return jax.tree.map(jnp.zeros_like, parameters)

        self.rows = jnp.asarray(rows)
        # A copy, since the state is donated to the loop.
        self.state = (jax.tree.map(jnp.copy, parameters), zeros(), zeros(), jnp.float32(0))
        self.loop = jax.jit(lambda state, rows: lax.scan(update, state, rows)[0], donate_argnums=0)

    def run(self):
        self.state = jax.block_until_ready(self.loop(self.state, self.rows))

    def check_finite(self):
        if not all(bool(jnp.isfinite(x).all()) for x in jax.tree.leaves(self.state)):
            raise ArithmeticError("parameters are no longer finite")


def main():
    values = measure.arguments(__doc__)
    for size in values.sizes:
        random = np.random.default_rng(1)
        problem = make_problem(size, random)
        rows = draw_rows(random, UPDATES_PER_CALL)
        table = as_table(problem)
        for peer, (gradient, layout, inverse) in FORMULATIONS.items():
            parameters = layout(problem.parameters)
            found = jax.jit(gradient)(parameters, minibatch(table, rows[0]))
            check_gradient(inverse(found), problem, rows[0])
            learner = Learner(gradient, parameters, table, rows)
            rounds = measure.time_rounds(learner.run, UPDATES_PER_CALL, values.seconds, values.rounds)
            learner.check_finite()
            measure.report(peer, size, rounds, jax.__version__)


if __name__ == "__main__":
    main()
