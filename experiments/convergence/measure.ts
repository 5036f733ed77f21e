import * as lab from "@drumlin/lab/experiment";

/** Something that would come to rest if the scheme converged. */
export interface Measure {
  /** Of its figure's files. */
  readonly name: string;
  readonly caption: string;
  /** Of its axis. */
  readonly title: string;
  /** NaN where the agent could not say. */
  readonly read: (point: lab.EvaluationPoint) => number;
}

/** What is smaller is drawn here: a logarithm knows no 0. */
const smallest = 1e-6;

export const measures = {
  residual: {
    name: "bellman-residual",
    caption: "Bellman residual: root mean square of the TD errors at 64 transitions of the buffer.",
    title: "Bellman residual (log₁₀)",
    read: logarithm("losses/bellman_residual"),
  },
  gradient: {
    name: "gradient-norm",
    caption: "Riemannian norm of the gradient of the last minibatch before each evaluation.",
    title: "gradient norm (log₁₀)",
    read: logarithm("optimizer/gradient_norm"),
  },
  change: {
    name: "policy-change",
    caption:
      "Distance between successive policies: share of 128 probe states whose greedy action changed within 1 000 updates.",
    title: "changed greedy actions (%)",
    read: ({ metrics }) => 100 * (metrics["policy/flipped_share"] ?? Number.NaN),
  },
} satisfies Record<string, Measure>;

function logarithm(metric: string) {
  return ({ metrics }: lab.EvaluationPoint) => Math.log10(Math.max(metrics[metric] ?? Number.NaN, smallest));
}

/** The measure's means over the first and the last third of a trial's evaluations, as one pair; none without an evaluation. */
export function thirds(
  { curve }: lab.TrialRecord,
  read: Measure["read"],
): (readonly [early: number, late: number])[] {
  const values = curve.map(read).filter(Number.isFinite);
  if (values.length === 0) return [];
  const third = Math.ceil(values.length / 3);
  return [[lab.mean(values.slice(0, third)), lab.mean(values.slice(-third))]];
}
