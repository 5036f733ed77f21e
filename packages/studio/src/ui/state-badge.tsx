import type { RunState } from "@drumlin/run";

const icons: Readonly<Record<RunState, string>> = {
  running: "●",
  done: "✓",
  interrupted: "❙❙",
  failed: "✕",
  killed: "◌",
};

/** Where a run stands, by a sign and a word. */
export function StateBadge({ state }: { readonly state: RunState }) {
  return (
    <span class={`badge badge-${state}`}>
      <span aria-hidden="true">{icons[state]}</span> {state === "running" ? "training" : state}
    </span>
  );
}
