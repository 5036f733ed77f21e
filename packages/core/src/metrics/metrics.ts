/** What a metric is about, the first half of its name: returns and speed, losses, the optimiser, the model, the policy. */
export type MetricGroup = "charts" | "losses" | "optimizer" | "model" | "policy";

interface MetricEntry {
  /** What people call it. */
  readonly title: string;
  /** What it is measured in; absent where the title says what it counts, and where it has none or the task's own. */
  readonly unit?: string;
  /** What it says, in one sentence. */
  readonly meaning: string;
  /** Its size matters more than its differences: drawn on a logarithmic scale. */
  readonly isLogarithmic?: true;
  /** Names that it had in earlier runs and trials. */
  readonly alsoStoredAs?: readonly `${MetricGroup}/${string}`[];
}

/** Every metric that is measured, by the name it is stored under, which never changes. */
const table = {
  "charts/episodic_return": {
    title: "Return of training episodes",
    meaning: "Sum of an episode's rewards while the agent explores.",
  },
  "charts/episodic_length": {
    title: "Length of training episodes",
    unit: "steps",
    meaning: "Steps from an episode's reset to its end while the agent explores.",
  },
  "charts/evaluation_return": {
    title: "Evaluation return",
    meaning: "Mean return of an evaluation's greedy episodes.",
  },
  "charts/evaluation_deviation": {
    title: "Deviation between an evaluation's episodes",
    meaning: "Standard deviation of the returns of an evaluation's greedy episodes.",
  },
  "charts/evaluation_minimum": {
    title: "Worst episode of an evaluation",
    meaning: "Least return of an evaluation's greedy episodes.",
  },
  "charts/updates": {
    title: "Updates",
    meaning: "Minibatches that the learner has made updates of.",
  },
  "charts/epsilon": {
    title: "Exploration of DQN, ε",
    meaning: "Probability that DQN takes a random action.",
  },
  "losses/loss": {
    title: "Loss",
    meaning: "Mean loss of the last minibatch, sparsity penalty included.",
    isLogarithmic: true,
  },
  "losses/td_error": {
    title: "TD error, mean size",
    unit: "normalised reward",
    meaning: "Running mean of the size of a minibatch's TD errors.",
    isLogarithmic: true,
  },
  "losses/bellman_residual": {
    title: "Bellman residual",
    unit: "normalised reward",
    meaning: "Root mean square of the TD errors at a sample of the buffer.",
    isLogarithmic: true,
  },
  "losses/value_distance": {
    title: "Distance to the optimal values",
    meaning:
      "Root mean square of Q − Q* over actions and observations, in the reward's own unit, where an environment knows Q*.",
    isLogarithmic: true,
  },
  "losses/td": {
    title: "TD loss of a baseline",
    meaning: "Mean Huber loss of DQN's last minibatch, or Sarsa(λ)'s last TD error.",
  },
  "losses/policy": {
    title: "Policy loss",
    meaning: "Clipped surrogate loss of PPO's last minibatch, entropy bonus included.",
  },
  "losses/value": {
    title: "Value loss",
    meaning: "Mean squared error of the values at PPO's last minibatch.",
  },
  "optimizer/gradient_norm": {
    title: "Gradient norm",
    meaning: "Norm of the last minibatch's gradient, in the parameters' metric, before any clipping.",
    isLogarithmic: true,
    alsoStoredAs: ["losses/gradient_norm"],
  },
  "model/live_components": {
    title: "Live hills",
    meaning: "Hills of the mixture that are not pruned.",
  },
  "model/nonzero_weights": {
    title: "Nonzero weights",
    meaning: "Weights of the policy's hills that are not 0.",
  },
  "model/parameters": {
    title: "Numbers in the policy",
    meaning:
      "Numbers that the policy is made of: each live hill's mean and covariance, and the nonzero weights.",
  },
  "model/nonzero_parameters": {
    title: "Nonzero numbers in the policy",
    meaning: "Numbers of a baseline's greedy policy that are not 0.",
  },
  "model/norm": {
    title: "Norm of the policy",
    meaning: "Euclidean norm of ARS's linear policy.",
  },
  "policy/epsilon": {
    title: "Exploration, ε",
    meaning: "Probability that the agent takes a random action.",
  },
  "policy/flipped_share": {
    title: "Share of decisions that flipped",
    meaning: "Share of the probe states whose greedy action changed between the last two checks.",
  },
  "policy/optimal_share": {
    title: "Share of decisions that are optimal",
    meaning: "Share of observations at which the greedy action is a best one, where an environment knows Q*.",
  },
  "policy/decision_loss": {
    title: "What decisions lose",
    meaning:
      "Mean of what Q* takes greedy actions to be worth less than the best, as a share of what the worst ones would be.",
    isLogarithmic: true,
  },
} as const satisfies Record<`${MetricGroup}/${string}`, MetricEntry>;

/** The name that a metric of the table is stored under. */
export type MetricName = keyof typeof table;

/** Numbers measured at one step, by their metrics' names. */
export type Measurements = { readonly [Name in MetricName]?: number };

/** A metric with the name it is stored under. */
export interface Metric extends MetricEntry {
  readonly name: string;
}

/** Every metric of the table, in its order. */
export const metrics: readonly Metric[] = Object.entries<MetricEntry>(table).map(([name, entry]) => ({
  name,
  ...entry,
}));

const byStoredName = new Map<string, Metric>(
  metrics.flatMap((metric) =>
    [metric.name, ...(metric.alsoStoredAs ?? [])].map((name) => [name, metric] as const),
  ),
);

/** The metric that is or once was stored under this name; one of an agent from elsewhere is called by its own name. */
export function metricOf(name: string): Metric {
  return byStoredName.get(name) ?? { name, title: name, meaning: "" };
}
