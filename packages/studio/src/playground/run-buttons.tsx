import { useRef } from "preact/hooks";
import type { PlaygroundModel } from "./playground-model.ts";

const speeds = [
  [1, "1×"],
  [10, "10×"],
  [100, "100×"],
  [Number.POSITIVE_INFINITY, "full"],
] as const;

/** Start, pause, one step; how fast; by hand; keep and bring. */
export function RunButtons({ model }: { readonly model: PlaygroundModel }) {
  const activity = model.activity.value;
  const isIdle = activity === "idle";
  const isBusy = model.isStarting.value;
  return (
    <div class="playground-buttons">
      <MainButton model={model} />
      <button
        type="button"
        class="button"
        disabled={isIdle || activity === "done"}
        onClick={() => model.step()}
      >
        One step
      </button>
      {!isIdle && (
        <button
          type="button"
          class="button"
          disabled={isBusy || !model.isValid}
          onClick={() => model.start()}
        >
          Restart
        </button>
      )}
      <button
        type="button"
        class="button"
        disabled={isIdle}
        aria-pressed={model.isDriving.value}
        onClick={() => model.drive(!model.isDriving.value)}
      >
        {model.isDriving.value ? "Hand back" : "Take over"}
      </button>
      <fieldset class="playground-segments" disabled={model.isDriving.value}>
        <legend>Speed</legend>
        {speeds.map(([speed, name]) => (
          <button
            key={name}
            type="button"
            class="button"
            aria-pressed={model.speed.value === speed}
            aria-label={speed === Number.POSITIVE_INFINITY ? "full speed" : `${speed} times real time`}
            onClick={() => model.setSpeed(speed)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <Files model={model} />
    </div>
  );
}

function MainButton({ model }: { readonly model: PlaygroundModel }) {
  const activity = model.activity.value;
  const mainButtons = {
    idle: { name: "Start", press: () => model.start() },
    running: { name: "Pause", press: () => model.pause() },
    paused: { name: "Resume", press: () => model.resume() },
    done: { name: "Go on", press: () => model.goOn() },
  };
  const { name, press } = mainButtons[activity];
  return (
    <button
      type="button"
      class="button button-primary playground-main"
      disabled={activity === "idle" && (model.isStarting.value || !model.isValid)}
      onClick={press}
    >
      {name}
    </button>
  );
}

function Files({ model }: { readonly model: PlaygroundModel }) {
  const input = useRef<HTMLInputElement>(null);
  const isIdle = model.activity.value === "idle";
  return (
    <div class="playground-files">
      <button type="button" class="button" disabled={isIdle} onClick={() => model.save("model")}>
        Save model
      </button>
      <button type="button" class="button" disabled={isIdle} onClick={() => model.save("policy")}>
        Save policy (JSON)
      </button>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        Load model…
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Model file"
        onChange={(event) => {
          const field = event.currentTarget;
          const file = field.files?.[0];
          if (file !== undefined) void model.load(file);
          // So that the same file can be chosen again.
          field.value = "";
        }}
      />
    </div>
  );
}
