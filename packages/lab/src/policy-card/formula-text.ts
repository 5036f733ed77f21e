import { logGaussian } from "drumlin";
import { quadraticTerms, signedTerms, wrapTerms } from "./formula-terms.ts";
import type { PolicyCard } from "./policy-card.ts";

/** A policy of so many hills is short enough to be written out. */
export const mostHillsInFormula = 3;

/** The whole policy as a formula, nothing left out: what is compared, then each hill's Gaussian. */
export function formulaLines(card: PolicyCard, columns: number): string[] {
  return [
    "The whole policy as a formula:",
    ...(card.actions.length === 2 ? inequality(card, columns) : actionValues(card, columns)),
    "  where",
    ...card.hills.flatMap((hill) =>
      wrapTerms(`  ln G${hill.id} = `, quadraticTerms(logGaussian(hill), card.observations), columns),
    ),
  ];
}

/** With two actions the sign of one difference decides. */
function inequality({ hills, actions }: PolicyCard, columns: number): string[] {
  const terms = hills.map(({ id, weights }) => ({ factor: weights[1]! - weights[0]!, of: `G${id}` }));
  const lines = wrapTerms(`  ${actions[1]} where `, signedTerms(terms), columns - 20);
  return [...lines.slice(0, -1), `${lines.at(-1)} > 0, else ${actions[0]}`];
}

function actionValues({ hills, actions }: PolicyCard, columns: number): string[] {
  const lines = actions.flatMap((action, a) => {
    const terms = hills.map(({ id, weights }) => ({ factor: weights[a]!, of: `G${id}` }));
    return wrapTerms(`  value of ${action} = `, signedTerms(terms), columns);
  });
  return [...lines, "  the action of greatest value is taken"];
}
