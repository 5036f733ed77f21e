import type { Claim, HeadlineRow } from "@drumlin/lab/experiment";

/** The rows of the short table, in its order: the paper's abstract and key results, then what they rest on. Fifteen at most. */
export const headline = [
  {
    id: "cartpole",
    statement: "A GMM Q-function matches or exceeds dense DQN and PPO on CartPole-v1",
    source: "abstract; Fig. 1a",
  },
  {
    id: "acrobot",
    statement: "It matches or exceeds them on Acrobot-v1",
    source: "abstract; Fig. 2a",
  },
  {
    id: "fewer-parameters",
    statement: "It has significantly fewer parameters than they",
    source: "abstract",
  },
  {
    id: "few-are-enough",
    statement: "With 1 to 10 % of its parameters its return stays strong",
    source: "abstract; Figs. 1b, 2b",
  },
  {
    id: "sparse-rivals-fall",
    statement: "Sparsified DQN and PPO fall there",
    source: "abstract; Figs. 1b, 2b",
  },
  {
    id: "hadamard",
    statement:
      "Hadamard factors under an ℓ₂ penalty make it sparse where a single factor, or ℓ₁ on the weights, does not",
    source: "mechanism",
  },
  {
    id: "more-factors",
    statement: "More than two factors make it sparser still, at no loss of return",
    source: "mechanism",
  },
  {
    id: "replay",
    statement: "A replay buffer that is small or not diverse makes it oscillate",
    source: "mechanism",
  },
  {
    id: "riemannian",
    statement: "Riemannian optimisation pays: the metric, and Adam over plain gradient descent",
    source: "abstract; mechanism",
  },
  { id: "large-steps", statement: "Steps that are too large break covariances", source: "mechanism" },
  {
    id: "beginning",
    statement: "It is sensitive to how it begins, and to poor local minima",
    source: "mechanism",
  },
  { id: "discount", statement: "What it learns depends on the discount factor", source: "mechanism" },
  {
    id: "signatures",
    statement: "Each failure has a signature, which is seen in runs that fail so and in no others",
    source: "method; ours",
  },
  {
    id: "convergence",
    statement: "It comes to rest: near the known Q*, in Bellman residual, in its policy",
    source: "left open by the paper",
  },
  {
    id: "addition",
    statement: "What Algorithm 1 lacks to hold what it solved is one small addition",
    source: "ours",
  },
] as const satisfies readonly HeadlineRow[];

/** The claims as speaking to a row of the short table; `picture` names the figure of the same experiment that shows them, if one does. */
export function speaksTo(
  row: (typeof headline)[number]["id"],
  picture: string | null,
  ...claims: readonly Claim[]
): Claim[] {
  return claims.map((claim) => ({ ...claim, row, ...(picture === null ? {} : { picture }) }));
}
