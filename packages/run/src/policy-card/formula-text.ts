import { logGaussian } from "drumlin";
import { quadraticTerms, signedTerms, wrapTerms } from "./formula-terms.ts";
import type { PolicyCard } from "./policy-card.ts";

/** A policy of so many hills is short enough to be written out. */
export const mostHillsInFormula = 3;

/** One line of mathematics: what stands before its terms, the terms with their signs, what stands after them. */
export interface FormulaLine {
  readonly head: string;
  readonly terms: readonly string[];
  readonly tail: string;
}

/** The whole policy, nothing left out: what is compared, what is then done, and each hill's Gaussian. */
export interface PolicyFormula {
  readonly decision: readonly FormulaLine[];
  /** A last line of words, where the decision needs one. */
  readonly choice: string | null;
  readonly gaussians: readonly FormulaLine[];
}

/** The whole policy as a formula. */
export function policyFormula(card: PolicyCard): PolicyFormula {
  const { actions, hills } = card;
  return {
    decision: actions.length === 2 ? [inequality(card)] : actionValues(card),
    choice: actions.length === 2 ? null : "the action of greatest value is taken",
    gaussians: hills.map((hill) => ({
      head: `ln G${hill.id} = `,
      terms: quadraticTerms(logGaussian(hill), card.observations),
      tail: "",
    })),
  };
}

/** The same in lines of text of at most `columns`. */
export function formulaLines(card: PolicyCard, columns: number): string[] {
  const { decision, choice, gaussians } = policyFormula(card);
  return [
    "The whole policy as a formula:",
    ...decision.flatMap((line) => wrapLine(line, line.tail === "" ? columns : columns - 20)),
    ...(choice === null ? [] : [`  ${choice}`]),
    "  where",
    ...gaussians.flatMap((line) => wrapLine(line, columns)),
  ];
}

function wrapLine({ head, terms, tail }: FormulaLine, columns: number): string[] {
  const lines = wrapTerms(`  ${head}`, terms, columns);
  return [...lines.slice(0, -1), `${lines.at(-1)}${tail}`];
}

/** With two actions the sign of one difference decides. */
function inequality({ hills, actions }: PolicyCard): FormulaLine {
  const terms = hills.map(({ id, weights }) => ({ factor: weights[1]! - weights[0]!, of: `G${id}` }));
  return { head: `${actions[1]} where `, terms: signedTerms(terms), tail: ` > 0, else ${actions[0]}` };
}

function actionValues({ hills, actions }: PolicyCard): FormulaLine[] {
  return actions.map((action, a) => {
    const terms = hills.map(({ id, weights }) => ({ factor: weights[a]!, of: `G${id}` }));
    return { head: `value of ${action} = `, terms: signedTerms(terms), tail: "" };
  });
}
