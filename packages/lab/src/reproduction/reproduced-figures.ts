import { type PaperFigure, paperFigures } from "./paper-figure.ts";
import type { ExperimentResult } from "./result.ts";

/** One of the paper's figures, and ours that reproduce it, each with its experiment; none where nothing was drawn yet. */
export interface ReproducedFigure {
  readonly number: PaperFigure;
  readonly shows: string;
  readonly ours: readonly { readonly experiment: string; readonly name: string; readonly caption: string }[];
}

/** The paper's figures in its order. */
export function reproducedFigures(results: readonly ExperimentResult[]): ReproducedFigure[] {
  return Object.entries(paperFigures).map(([number, shows]) => ({
    number: number as PaperFigure,
    shows,
    ours: results.flatMap(({ name: experiment, figures }) =>
      figures
        .filter(({ reproduces }) => reproduces === number)
        .map(({ name, caption }) => ({ experiment, name, caption })),
    ),
  }));
}
