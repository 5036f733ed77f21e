import type { Environment } from "./environment.ts";

/**
 * Holds an action to the environment's action space: an index must be one of a Discrete's; a vector must have a
 * Box's length and finite numbers, but may lie outside its bounds, where Gymnasium's environments clip.
 *
 * @throws RangeError that says which action it was and what would be right
 */
export function assertValidAction(
  environment: Pick<Environment, "spec" | "actionSpace">,
  action: number | ArrayLike<number>,
): void {
  const { spec, actionSpace } = environment;
  if (actionSpace.kind === "discrete") {
    if (typeof action === "number" && actionSpace.contains(action)) return;
    const choices = spec.actionNames.map((name, index) => `${index} (${name})`).join(", ");
    throw new RangeError(`${spec.id}: action is ${describe(action)}; it must be one of ${choices}`);
  }
  const valid =
    typeof action === "object" &&
    action !== null &&
    action.length === actionSpace.size &&
    Array.from(action).every(Number.isFinite);
  if (valid) return;
  throw new RangeError(
    `${spec.id}: action is ${describe(action)}; it must be ${actionSpace.size} finite number(s) in an array: ` +
      spec.actionNames.join(", "),
  );
}

function describe(action: unknown): string {
  return typeof action === "object" && action !== null && "length" in action
    ? `[${Array.from(action as ArrayLike<unknown>).join(", ")}]`
    : String(action);
}
