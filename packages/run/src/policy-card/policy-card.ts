import {
  type EnvironmentSpec,
  type GaussianPolicy,
  type Hill,
  type ObservationRange,
  weightSpread,
} from "drumlin";
import { describeHillInWords, type Place } from "./hill-words.ts";
import type { PolicyRule } from "./policy-rule.ts";

/** A hill, its share in what is decided, and what it does in words. */
export interface CardHill extends Hill {
  /** Its part of the differences that all hills make between actions, from 0 to 1. */
  readonly importance: number;
  readonly words: string;
}

/** A policy made readable: everything is in the observation's own names and units. */
export interface PolicyCard {
  readonly model: string;
  readonly environment: string;
  readonly observations: EnvironmentSpec["observationNames"];
  readonly actions: readonly string[];
  /** What every action is worth where no hill has a say. */
  readonly commonValue: number;
  /** What was seen of each observation while it learned; null where that is not known. */
  readonly visited: ObservationRange | null;
  /** Beyond these an observation counts as if it stood there; null where none does. */
  readonly bounds: ObservationRange | null;
  readonly totals: { readonly hills: number; readonly nonzeroWeights: number; readonly parameters: number };
  /** The most important first. */
  readonly hills: readonly CardHill[];
  /** The closed form, where two hills decide. */
  readonly rule: PolicyRule | null;
}

/** The card of a policy for an environment whose sizes it has. */
export function policyCard(
  model: string,
  policy: GaussianPolicy,
  spec: EnvironmentSpec,
  rule: PolicyRule | null,
): PolicyCard {
  const { hills } = policy;
  const total = hills.reduce((sum, hill) => sum + weightSpread(hill.weights), 0);
  const places = placeOfAll(hills, policy.observationSize);
  return {
    model,
    environment: spec.id,
    observations: spec.observationNames,
    actions: spec.actionNames,
    commonValue: policy.commonValue,
    visited: policy.visited,
    bounds: policy.bounds,
    totals: {
      hills: hills.length,
      nonzeroWeights: policy.nonzeroWeightCount,
      parameters: policy.parameterCount,
    },
    hills: hills
      .map((hill) => ({
        ...hill,
        importance: total === 0 ? 0 : weightSpread(hill.weights) / total,
        words: describeHillInWords(hill, spec, places),
      }))
      .sort((a, b) => b.importance - a.importance || a.id - b.id),
    rule,
  };
}

/** Where all hills together lie along each observation: the mean of their centres, and how widely they reach. */
function placeOfAll(hills: readonly Hill[], observationSize: number): Place[] {
  return Array.from({ length: observationSize }, (_, i) => {
    const mean = hills.reduce((sum, hill) => sum + hill.center[i]!, 0) / hills.length;
    const variance = hills.reduce(
      (sum, hill) => sum + (hill.center[i]! - mean) ** 2 + hill.standardDeviations[i]! ** 2,
      0,
    );
    return { mean, deviation: Math.sqrt(variance / hills.length) };
  });
}
