import { checkCovarianceForm } from "../manifolds/covariance-manifolds.ts";
import {
  type AgentOptions,
  agentOptions,
  agentPresets,
  type ResolvedAgentOptions,
} from "../options/agent-options.ts";
import { resolveOptions } from "../options/resolve-options.ts";

/**
 * Every option with its value. Throws TypeError (wrong kind) or RangeError (wrong value, unknown option) naming the option,
 * the value and what would be right.
 */
export function resolveAgentOptions(options: AgentOptions): ResolvedAgentOptions {
  const preset = agentPresets[options.preset ?? "default"];
  const resolved: ResolvedAgentOptions = resolveOptions("an agent", agentOptions, options, preset);
  checkAtMost(resolved, "precisionMinimum", "precisionMaximum");
  checkAtMost(resolved, "prunedComponents", "componentCount");
  checkCovarianceForm(resolved.metric, resolved.covariance);
  return Object.freeze(withWholeScale(resolved));
}

function checkAtMost(
  resolved: ResolvedAgentOptions,
  name: "precisionMinimum" | "prunedComponents",
  limit: "precisionMaximum" | "componentCount",
): void {
  if (resolved[name] <= resolved[limit]) return;
  throw new RangeError(`${name} is ${resolved[name]}; it must be at most ${limit}, ${resolved[limit]}`);
}

/** A known centre, or scale, comes with the other, and nothing of either is learned. */
function withWholeScale(resolved: ResolvedAgentOptions): ResolvedAgentOptions {
  const { observationCenter: center, observationScale: scale, ...others } = resolved;
  if (!center && !scale) return resolved;
  const size = resolved.observationSize;
  return {
    ...others,
    observationNormalization: "none",
    observationCenter: center ?? new Array<number>(size).fill(0),
    observationScale: scale ?? new Array<number>(size).fill(1),
  };
}
