import { formatCount, formatReturn } from "@drumlin/run";
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { lastIndexUpTo } from "../state/last-index-up-to.ts";
import type { RunModel } from "../state/run-model.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { momentIndex, nearestMoment, replaySpeeds } from "./replay.ts";
import { useReplayPlayer } from "./replay-player.ts";
import { useSampled } from "./sampled.ts";
import { TimeLegend, TimeLine, timeMarks } from "./time-line.tsx";
import "./time-slider.css";

/** Walks through the history of a run's policy, by hand or by replaying it; at its right end it follows what is live. */
export function TimeSlider({ run }: { readonly run: RunModel }) {
  const player = useReplayPlayer(run);
  const now = useMemo(
    () =>
      computed(() => `${run.historyVersion.value} ${run.seriesVersion.value} ${run.live.value?.step ?? -1}`),
    [run],
  );
  useSampled(now, run.pause(250));
  const shownStep = run.shownStep.value;
  const shown = run.shown.value;

  const steps = run.history.moments.map(({ step }) => step);
  const lastStep = Math.max(run.history.lastStep, run.live.peek()?.step ?? -1);
  const firstStep = steps[0] ?? 0;
  const isEmpty = steps.length === 0 || lastStep <= firstStep;
  // One place beyond the moments of the past when what is live is newer than all of them.
  const lastPlace = lastStep > steps.at(-1)! ? steps.length : steps.length - 1;
  const place = shownStep === null ? lastPlace : momentIndex(steps, shownStep);
  const goTo = (wanted: number) => {
    player.pause();
    run.shownStep.value = wanted >= lastPlace ? null : steps[Math.max(0, wanted)]!;
  };

  const slide = (input: HTMLInputElement) => {
    const places = lastPlace === steps.length ? [...steps, lastStep] : steps;
    goTo(nearestMoment(places, Number(input.value)));
    input.value = String(run.shownStep.peek() ?? lastStep);
  };
  const press = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: place - 1,
      ArrowDown: place - 1,
      ArrowRight: place + 1,
      ArrowUp: place + 1,
      PageDown: place - 10,
      PageUp: place + 10,
      Home: 0,
      End: lastPlace,
    };
    const wanted = moves[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    goTo(wanted);
  };

  const marks = timeMarks(run);
  const step = shown?.step ?? 0;
  const isRunning = run.state.value === "running";
  const liveWord = isRunning ? "live" : "the end";
  return (
    <Panel
      title="Time"
      class="time-slider"
      head={
        <p class="time-slider-facts">
          <span>
            step <b>{formatCount(step)}</b>
          </span>
          <span>
            return <b>{lastReturn(run, step)}</b>
          </span>
          <span>
            <b>{formatCount(run.policy.value?.hillCount ?? 0)}</b> live hills
          </span>
        </p>
      }
    >
      <TimeLine marks={marks} firstStep={firstStep} lastStep={lastStep} />
      <input
        class="time-slider-range"
        type="range"
        aria-label="Step of training shown"
        aria-valuetext={`step ${formatCount(step)} of ${formatCount(Math.max(0, lastStep))}${shownStep === null ? `, ${liveWord}` : ""}`}
        min={firstStep}
        max={Math.max(firstStep + 1, lastStep)}
        step="any"
        value={shownStep ?? lastStep}
        disabled={isEmpty}
        onInput={(event) => slide(event.currentTarget)}
        onKeyDown={press}
      />
      <TimeLegend marks={marks} />
      <div class="time-slider-controls">
        <Button aria-label="One moment back" disabled={isEmpty || place <= 0} onClick={() => goTo(place - 1)}>
          <Icon path="M3 3h2v10H3zM13 3v10L6 8z" />
        </Button>
        <Button
          class="time-slider-play"
          disabled={isEmpty}
          onClick={player.isPlaying ? player.pause : player.play}
        >
          <Icon path={player.isPlaying ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4 2.5v11L13 8z"} />
          {player.isPlaying ? "Pause" : "Replay"}
        </Button>
        <Button
          aria-label="One moment forward"
          disabled={isEmpty || shownStep === null}
          onClick={() => goTo(place + 1)}
        >
          <Icon path="M11 3h2v10h-2zM3 3v10l7-5z" />
        </Button>
        <span class="field">
          <select
            aria-label="Speed of the replay"
            value={String(player.speed)}
            onChange={({ currentTarget }) => player.setSpeed(replaySpeeds[currentTarget.selectedIndex]!)}
          >
            {replaySpeeds.map((speed) => (
              <option key={speed} value={String(speed)}>
                {speed}×
              </option>
            ))}
          </select>
        </span>
        {shownStep === null ? (
          <span class={`time-slider-live ${isRunning ? "is-running" : ""}`}>{liveWord}</span>
        ) : (
          <Button look="primary" class="time-slider-now" onClick={() => goTo(lastPlace)}>
            Back to now
          </Button>
        )}
      </div>
    </Panel>
  );
}

/** The evaluation at a step: the last at or before it. */
function lastReturn(run: RunModel, step: number): string {
  const evaluations = run.metric("charts/evaluation_return");
  const last = evaluations?.means[lastIndexUpTo(evaluations.steps, step)];
  return last === undefined ? "–" : formatReturn(last);
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg class="time-slider-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
