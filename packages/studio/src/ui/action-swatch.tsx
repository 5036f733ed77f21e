import { actionVariable } from "./action-color.ts";

/** The colour of an action, before its name. */
export function ActionSwatch({ action }: { readonly action: number }) {
  return <span class="action-swatch" style={{ background: actionVariable(action) }} />;
}
