/** The figures of the paper's results, in its order, and what each shows. */
export const paperFigures = {
  "Fig. 1a": "return against steps on CartPole-v1",
  "Fig. 1b": "return against the share of nonzero parameters on CartPole-v1",
  "Fig. 2a": "return against steps on Acrobot-v1",
  "Fig. 2b": "return against the share of nonzero parameters on Acrobot-v1",
} as const;

/** One of the paper's figures by its number: `Fig. 1a`. */
export type PaperFigure = keyof typeof paperFigures;
