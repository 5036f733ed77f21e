import type { FigureSpec } from "../figures/figure-style.ts";
import type { FindingsFigure } from "./experiment.ts";
import type { PaperFigure } from "./paper-figure.ts";

/**
 * A figure of rows, drawn as one of the lab's figures draws them, as a list of one; an empty list where there is no row. `reproduces` names
 * the figure of the paper that it is.
 */
export function figure<Row extends object>(
  name: string,
  caption: string,
  rows: readonly Row[],
  draw: (rows: readonly Row[]) => FigureSpec,
  reproduces?: PaperFigure,
): FindingsFigure[] {
  if (rows.length === 0) return [];
  return [{ name, caption, spec: draw(rows), rows, ...(reproduces === undefined ? {} : { reproduces }) }];
}

/** An environment's name as files of figures have it: `cartpole` of `CartPole-v1`. */
export function fileName(environment: string): string {
  return environment.split("-")[0]!.toLowerCase();
}
