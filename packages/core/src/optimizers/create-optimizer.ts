import type { Manifold } from "../manifolds/manifold.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { Adam } from "./adam.ts";
import { GradientDescent } from "./gradient-descent.ts";
import type { CoordinateOptimizer, Optimizer } from "./optimizer.ts";
import { RiemannianAdam } from "./riemannian-adam.ts";
import { RiemannianSgd } from "./riemannian-sgd.ts";

type OptimizerName = ResolvedAgentOptions["optimizer"];

/** The named optimiser for `length` ordinary coordinates. */
export function createCoordinateOptimizer(name: OptimizerName, length: number): CoordinateOptimizer {
  return name === "sgd" ? new GradientDescent() : new Adam(length, name === "amsgrad");
}

/** The named optimiser for `count` points of a manifold. */
export function createPointOptimizer(name: OptimizerName, manifold: Manifold, count: number): Optimizer {
  return name === "sgd"
    ? new RiemannianSgd(manifold)
    : new RiemannianAdam(manifold, count, name === "amsgrad");
}
