import { createHash } from "node:crypto";
import type { OptionValue } from "drumlin";
import type { StudyEvaluation } from "./study.ts";

/** One agent with its options, in one environment, from one seed: what a worker is given to run. */
export interface Trial {
  /** The same for the same trial, in every process; another when anything that determines its record is another. */
  readonly identity: string;
  /** The study's name for the agent, with the grid's values: `drumlin sparsity=0.001`. */
  readonly agent: string;
  readonly kind: string;
  readonly environment: string;
  /** Every option that the study sets, by the options' own names. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly seed: number;
  readonly steps: number;
  readonly evaluation: StudyEvaluation;
}

/**
 * The identities of trials that differ in nothing but their seeds: hashes of the trial and of its agent's options with the
 * defaults, so that a changed default makes another trial. The order of keys does not count.
 */
export function trialIdentities(
  { options: _, steps, ...trial }: Omit<Trial, "identity" | "seed">,
  resolvedOptions: Readonly<Record<string, unknown>>,
): (seed: number) => string {
  // All that stands before the seed in the order of keys is the same for thousands of them.
  const before = JSON.stringify({ ...trial, resolvedOptions }, sortedKeys).slice(0, -1);
  const begun = createHash("sha256").update(`${before},"seed":`);
  return (seed) => begun.copy().update(`${seed},"steps":${steps}}`).digest("hex").slice(0, 24);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A trial's name for people: `drumlin sparsity=0.001, Acrobot-v1, seed 3`. */
export function trialName({
  agent,
  environment,
  seed,
}: Pick<Trial, "agent" | "environment" | "seed">): string {
  return `${agent}, ${environment}, seed ${seed}`;
}
