import { checkCovarianceForm } from "../manifolds/covariance-form.ts";
import {
  type AgentOptions,
  agentOptions,
  presetChanges,
  type ResolvedAgentOptions,
} from "../options/agent-options.ts";
import { checkOption, checkRecord } from "../options/check-option.ts";
import { resolveOptions } from "../options/resolve-options.ts";

/**
 * Every option with its value. Throws RangeError (wrong kind, wrong value, unknown option) naming the option, the value and what
 * would be right.
 */
export function resolveAgentOptions(options: AgentOptions): ResolvedAgentOptions {
  checkRecord("options", options);
  const { preset: name = "default", stateCount } = options;
  checkOption("preset", agentOptions.preset, name);
  if (stateCount !== undefined) checkOption("stateCount", agentOptions.stateCount, stateCount);
  const preset = presetChanges(name, stateCount);
  const resolved: ResolvedAgentOptions = resolveOptions("an agent", agentOptions, options, preset);
  checkAtMost(resolved, "precisionMinimum", "precisionMaximum");
  checkAtMost(resolved, "prunedComponents", "componentCount");
  checkTable(resolved);
  checkPenalty(resolved);
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

/** A table has a hill for each state, whose number is all there is to an observation. */
function checkTable({ stateCount, observationSize, componentCount }: ResolvedAgentOptions): void {
  if (stateCount === undefined) return;
  if (observationSize !== 1) {
    throw new RangeError(
      `observationSize is ${observationSize}; with stateCount it must be 1: a state's number`,
    );
  }
  if (componentCount !== stateCount) {
    throw new RangeError(
      `componentCount is ${componentCount}; with stateCount it must be that, ${stateCount}: a hill for each state`,
    );
  }
}

/** An ℓ1 penalty is of weights that are learned themselves, not of the factors of a product. */
function checkPenalty({ penalty, factorCount }: ResolvedAgentOptions): void {
  if (penalty === "factors" || factorCount === 1) return;
  throw new RangeError(
    `penalty is "${penalty}"; with factorCount ${factorCount} it must be "factors": the others need factorCount 1, where a weight is its only factor`,
  );
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
