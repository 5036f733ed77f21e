import { formatCount, formatReturn } from "@drumlin/run";
import { useEffect, useRef } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { useElementSize } from "../ui/element-size.ts";
import { palette } from "../ui/palette.ts";
import { clamp } from "../ui/range.ts";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { lifetimesOf } from "./lifetimes.ts";
import { drawTimeMarks, type TimeMarks, timeMarksHeight } from "./time-marks.ts";

/** Half of the slider's thumb: marks stand where its middle can go. */
const inset = 12;

interface Properties {
  readonly marks: TimeMarks;
  readonly firstStep: number;
  readonly lastStep: number;
}

/** What happened when, above the slider. */
export function TimeLine({ marks, firstStep, lastStep }: Properties) {
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
      lastStep > firstStep ? clamp((step - firstStep) / (lastStep - firstStep), [0, 1]) : 0;
    drawTimeMarks(context, marks, fraction, { width, inset, colors });
  }, [width, colors, changes, marks.solvedAt, firstStep, lastStep]);
  return (
    <div class="time-slider-marks" ref={frame} style={{ height: `${timeMarksHeight}px` }}>
      <canvas ref={canvas} role="img" aria-label={marksInWords(marks)} />
    </div>
  );
}

/** What the marks of a time line mean. */
export function TimeLegend({ marks: { solvedAt, healthSteps, deaths } }: { readonly marks: TimeMarks }) {
  return (
    <ul class="time-slider-legend" aria-hidden="true">
      <li class="is-evaluation">evaluation</li>
      {solvedAt !== null && <li class="is-solved">solved</li>}
      {healthSteps.length > 0 && <li class="is-health">health event</li>}
      {deaths.length > 0 && <li class="is-death">hills that died</li>}
    </ul>
  );
}

/** What happened in a run, as its time line shows it. */
export function timeMarks(run: RunModel): TimeMarks {
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
