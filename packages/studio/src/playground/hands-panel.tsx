import { formatReturn } from "@drumlin/run";
import { useEffect } from "preact/hooks";
import { actionVariable } from "../ui/action-color.ts";
import { Button } from "../ui/button.tsx";
import { prefersLessMotion } from "../ui/reduced-motion.ts";
import type { Hands, Key } from "./hands.ts";
import type { PlaygroundModel } from "./playground-model.ts";

const paces = [
  [0.25, "¼×"],
  [0.5, "½×"],
  [1, "1×"],
] as const;

/** The keys to drive with, for hands on a keyboard and fingers on a screen. */
export function HandsPanel({ model }: { readonly model: PlaygroundModel }) {
  const { hands } = model;
  useEffect(() => (hands === null ? undefined : listenToKeys(model, hands)), [model, hands?.keys.length]);
  useEffect(() => showEnvironment(), []);
  if (hands === null) return null;
  const watched = model.watched.value;
  return (
    <section class="playground-hands" aria-label="You drive">
      <div class="playground-keys">
        {hands.keys.map((key) => (
          <KeyButton key={key.key} model={model} drawn={key} />
        ))}
      </div>
      <div class="playground-drive">
        <p>{explanation(hands)}</p>
        <p class="muted">
          {watched === null
            ? "No step yet."
            : `Reward ${formatReturn(watched.reward)}, return ${formatReturn(watched.episodicReturn)}${watched.hasEnded ? ": the episode has ended" : ""}.`}
        </p>
        {!hands.waits && (
          <fieldset class="playground-segments">
            <legend class="visually-hidden">Pace by hand</legend>
            {paces.map(([pace, name]) => (
              <Button
                key={name}
                look="small"
                aria-pressed={model.drivingPace.value === pace}
                onClick={() => model.setDrivingPace(pace)}
              >
                {name}
              </Button>
            ))}
          </fieldset>
        )}
      </div>
      <Button class="playground-back" onClick={() => model.drive(false)}>
        Hand back
      </Button>
    </section>
  );
}

/** What is driven comes into sight, above the keys. */
function showEnvironment(): void {
  const view = document.querySelector(".playground .environment");
  view?.scrollIntoView({ block: "nearest", behavior: prefersLessMotion() ? "auto" : "smooth" });
}

function explanation({ waits, neutral }: Hands): string {
  if (waits) return "A key is a step; the agent learns from every one.";
  const idle =
    neutral === null ? "while you hold none, the agent decides" : "while you hold none, nothing is done";
  return `Hold a key: ${idle}. It learns from every step.`;
}

function KeyButton({ model, drawn }: { readonly model: PlaygroundModel; readonly drawn: Key }) {
  const { action, sign, key } = drawn;
  const release = () => model.hold(null);
  return (
    <button
      type="button"
      class={`button playground-key playground-key-${key.toLowerCase()}`}
      aria-pressed={model.held.value === action}
      style={{ borderBottomColor: actionVariable(action) }}
      onPointerDown={(event) => {
        event.preventDefault();
        model.hold(action);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // By Enter or the space bar: no pointer was there.
        if (event.detail !== 0) return;
        model.hold(action);
        model.hold(null);
      }}
    >
      <span aria-hidden="true">{sign}</span> {model.run.value.spec.value?.actionNames[action]}
    </button>
  );
}

/** Keys of the whole page, but for those typed into a field. */
function listenToKeys(model: PlaygroundModel, { keys }: Hands): () => void {
  const actionOf = ({ key }: KeyboardEvent) => keys.find((one) => one.key === key)?.action;
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isForField(event.target)) return;
    if (event.key === "Escape") model.drive(false);
    const action = actionOf(event);
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    model.hold(action);
  };
  const release = (event: KeyboardEvent) => {
    if (actionOf(event) === model.held.peek()) model.hold(null);
  };
  const leave = () => model.hold(null);
  const listening = new AbortController();
  const { signal } = listening;
  addEventListener("keydown", press, { signal });
  addEventListener("keyup", release, { signal });
  addEventListener("blur", leave, { signal });
  return () => listening.abort();
}

function isForField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, select, textarea, [role=slider], [role=listbox]") !== null
  );
}
