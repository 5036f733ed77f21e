import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { NewestUniformSampler } from "./samplers/newest-uniform-sampler.ts";
import { PrioritizedSampler } from "./samplers/prioritized-sampler.ts";
import type { Sampler } from "./samplers/sampler.ts";
import { UniformSampler } from "./samplers/uniform-sampler.ts";

/** The named sampler for a buffer of `capacity`; the exponents matter to `prioritized` only. */
export function createSampler(
  name: ResolvedAgentOptions["sampler"],
  capacity: number,
  priorityExponent: number,
  importanceExponent: number,
): Sampler {
  if (name === "prioritized") return new PrioritizedSampler(capacity, priorityExponent, importanceExponent);
  return name === "uniform" ? new UniformSampler() : new NewestUniformSampler();
}
