import type { FigureSpec } from "../figures/figure-style.ts";
import type { FindingsFigure } from "./experiment.ts";

/** A figure of rows, drawn as one of the lab's figures draws them, as a list of one; an empty list where there is no row. */
export function figure<Row extends object>(
  name: string,
  caption: string,
  rows: readonly Row[],
  draw: (rows: readonly Row[]) => FigureSpec,
): FindingsFigure[] {
  return rows.length === 0 ? [] : [{ name, caption, spec: draw(rows), rows }];
}

/** An environment's name as files of figures have it: `cartpole` of `CartPole-v1`. */
export function fileName(environment: string): string {
  return environment.split("-")[0]!.toLowerCase();
}
