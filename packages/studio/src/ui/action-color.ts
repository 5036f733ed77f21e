/** Colours of actions that the style sheet has; more actions begin again. */
export const actionColorCount = 8;

/** The colour an action has everywhere on the page, of those that a palette has for actions. */
export function actionColor({ actions }: { readonly actions: readonly string[] }, action: number): string {
  return actions[action % actions.length]!;
}

/** The same as a style sheet names it. */
export function actionVariable(action: number): string {
  return `var(--action-${action % actionColorCount})`;
}
