import * as lab from "@drumlin/lab/experiment";

/** Something that would come to rest if the scheme converged. */
export interface Measure {
  /** Of its figure's files. */
  readonly name: string;
  readonly caption: string;
  /** Of its axis. */
  readonly title: string;
  readonly read: lab.ReadPoint;
}

export const measures = {
  residual: {
    name: "bellman-residual",
    caption: "Bellman residual: root mean square of the TD errors at 64 transitions of the buffer.",
    title: "Bellman residual (log₁₀)",
    read: lab.logOf("losses/bellman_residual"),
  },
  gradient: {
    name: "gradient-norm",
    caption: "Riemannian norm of the gradient of the last minibatch before each evaluation.",
    title: "gradient norm (log₁₀)",
    read: lab.logOf("optimizer/gradient_norm"),
  },
  change: {
    name: "policy-change",
    caption:
      "Distance between successive policies: share of 128 probe states whose greedy action changed within 1 000 updates.",
    title: "changed greedy actions (%)",
    read: ({ metrics }) => 100 * (metrics["policy/flipped_share"] ?? Number.NaN),
  },
} satisfies Record<string, Measure>;
