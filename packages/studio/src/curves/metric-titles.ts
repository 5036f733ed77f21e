/** What the page calls the metrics it knows. */
const titles: Readonly<Record<string, string>> = {
  "charts/episodic_return": "Return of training episodes",
  "charts/episodic_length": "Length of training episodes",
  "charts/evaluation_return": "Evaluation return",
  "charts/evaluation_deviation": "Deviation between an evaluation's episodes",
  "charts/evaluation_minimum": "Worst episode of an evaluation",
  "losses/loss": "Loss",
  "losses/td_error": "TD error, mean size",
  "losses/bellman_residual": "Bellman residual",
  "optimizer/gradient_norm": "Gradient norm",
  "model/live_components": "Live hills",
  "model/nonzero_weights": "Nonzero weights",
  "model/parameters": "Numbers in the policy",
  "policy/epsilon": "Exploration, ε",
  "policy/flipped_share": "Share of decisions that flipped",
  "charts/updates": "Updates",
};

/** A title for a metric, its own name for one that the page does not know. */
export function metricTitle(name: string): string {
  return titles[name] ?? name;
}
