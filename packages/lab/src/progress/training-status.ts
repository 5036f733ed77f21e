/** What there is to show of a run while it trains. */
export interface TrainingStatus {
  readonly name: string;
  readonly environment: string;
  readonly seed: number;
  readonly step: number;
  readonly steps: number;
  readonly episodes: number;
  readonly lastReturn: number | null;
  /** Over the last twenty episodes. */
  readonly meanReturn: number | null;
  readonly lastEvaluation: { readonly meanReturn: number; readonly standardDeviation: number } | null;
  /** The mean return that counts as solved, or null where nobody named one. */
  readonly solvedReturn: number | null;
  readonly solvedAtStep: number | null;
  readonly solvedAndStable: boolean;
  readonly liveComponents: number;
  readonly componentCount: number;
  readonly nonzeroWeights: number;
  readonly updates: number;
  readonly updatesPerSecond: number;
  readonly secondsLeft: number | null;
  readonly healthEvents: number;
}

/** Shows a run while it trains. */
export interface ProgressView {
  /** Called often; the view decides how often it shows something. */
  update(status: () => TrainingStatus): void;
  /** Called after each evaluation. */
  evaluated(status: () => TrainingStatus): void;
  /** A line for the user that stays. */
  note(line: string): void;
  /** The last word: shows the final state. */
  end(status: () => TrainingStatus): void;
}
