import { useRef } from "preact/hooks";
import { Button } from "../ui/button.tsx";
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
      <Button disabled={isIdle || activity === "done"} onClick={() => model.step()}>
        One step
      </Button>
      {!isIdle && (
        <Button disabled={isBusy || !model.isValid} onClick={() => model.start()}>
          Restart
        </Button>
      )}
      <Button
        disabled={isIdle}
        aria-pressed={model.isDriving.value}
        onClick={() => model.drive(!model.isDriving.value)}
      >
        {model.isDriving.value ? "Hand back" : "Take over"}
      </Button>
      <fieldset class="playground-segments" disabled={model.isDriving.value}>
        <legend>Speed</legend>
        {speeds.map(([speed, name]) => (
          <Button
            key={name}
            aria-pressed={model.speed.value === speed}
            aria-label={speed === Number.POSITIVE_INFINITY ? "full speed" : `${speed} times real time`}
            onClick={() => model.setSpeed(speed)}
          >
            {name}
          </Button>
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
    <Button
      look="primary"
      class="playground-main"
      disabled={activity === "idle" && (model.isStarting.value || !model.isValid)}
      onClick={press}
    >
      {name}
    </Button>
  );
}

function Files({ model }: { readonly model: PlaygroundModel }) {
  const input = useRef<HTMLInputElement>(null);
  const isIdle = model.activity.value === "idle";
  return (
    <div class="playground-files">
      <Button disabled={isIdle} onClick={() => model.save("model")}>
        Save model
      </Button>
      <Button disabled={isIdle} onClick={() => model.save("policy")}>
        Save policy (JSON)
      </Button>
      <Button onClick={() => input.current?.click()}>Load model…</Button>
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
