import { formatCount, formatReturn } from "@drumlin/run";
import { computed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { lastIndexUpTo } from "../state/last-index-up-to.ts";
import type { RunModel } from "../state/run-model.ts";
import { Button } from "../ui/button.tsx";
import { useElementSize } from "../ui/element-size.ts";
import { palette } from "../ui/palette.ts";
import { Panel } from "../ui/panel.tsx";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { lifetimesOf } from "./lifetimes.ts";
import { momentIndex, nearestMoment, replaySpeeds } from "./replay.ts";
import { useReplayPlayer } from "./replay-player.ts";
import { useSampled } from "./sampled.ts";
import { drawTimeMarks, type TimeMarks, timeMarksHeight } from "./time-marks.ts";
import "./time-slider.css";

/** Half of the thumb: marks stand where its middle can go. */
const inset = 12;

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
      <Marks marks={marks} firstStep={firstStep} lastStep={lastStep} />
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
      <Legend marks={marks} />
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

/** What happened when, above the slider. */
function Marks({
  marks,
  firstStep,
  lastStep,
}: {
  readonly marks: TimeMarks;
  readonly firstStep: number;
  readonly lastStep: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [width] = useElementSize(frame).value;
  const colors = palette.value;
  const { evaluationSteps, healthSteps, deaths } = marks;
  const changes = [evaluationSteps.length, evaluationSteps.at(-1), healthSteps.length, deaths.length].join();
  // `changes` stands for the marks, which grow in place.
  useEffect(() => {
    const context = sizeCanvas(canvas.current!, width, timeMarksHeight);
    if (context === null) return;
    const fraction = (step: number) =>
      lastStep > firstStep ? Math.min(1, Math.max(0, (step - firstStep) / (lastStep - firstStep))) : 0;
    drawTimeMarks(context, marks, fraction, { width, inset, colors });
  }, [width, colors, changes, marks.solvedAt, firstStep, lastStep]);
  return (
    <div class="time-slider-marks" ref={frame} style={{ height: `${timeMarksHeight}px` }}>
      <canvas ref={canvas} role="img" aria-label={marksInWords(marks)} />
    </div>
  );
}

function Legend({ marks: { solvedAt, healthSteps, deaths } }: { readonly marks: TimeMarks }) {
  return (
    <ul class="time-slider-legend" aria-hidden="true">
      <li class="is-evaluation">evaluation</li>
      {solvedAt !== null && <li class="is-solved">solved</li>}
      {healthSteps.length > 0 && <li class="is-health">health event</li>}
      {deaths.length > 0 && <li class="is-death">hills that died</li>}
    </ul>
  );
}

function timeMarks(run: RunModel): TimeMarks {
  const evaluations = run.metric("charts/evaluation_return");
  return {
    evaluationSteps: evaluations?.steps ?? [],
    evaluationReturns: evaluations?.means ?? [],
    healthSteps: run.health.value.map(({ step }) => step),
    solvedAt: run.progress.value?.solvedAtStep ?? null,
    deaths: lifetimesOf(run).deaths.map(({ step, ids }) => ({ step, count: ids.length })),
  };
}

function marksInWords({ evaluationReturns, healthSteps, solvedAt, deaths }: TimeMarks): string {
  const died = deaths.reduce((sum, { count }) => sum + count, 0);
  const best = evaluationReturns.reduce((so, value) => Math.max(so, value), Number.NEGATIVE_INFINITY);
  return [
    evaluationReturns.length === 0
      ? "no evaluations yet"
      : `${formatCount(evaluationReturns.length)} evaluations, the best ${formatReturn(best)}`,
    solvedAt === null ? "not solved" : `solved at step ${formatCount(solvedAt)}`,
    `${healthSteps.length} health events`,
    `${formatCount(died)} hills died`,
  ].join("; ");
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg class="time-slider-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
