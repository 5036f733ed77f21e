import { effect } from "@preact/signals";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { palette } from "../ui/palette.ts";
import { prefersLessMotion } from "../ui/reduced-motion.ts";
import { drawAxes } from "./draw-axes.ts";
import { drawBands } from "./draw-bands.ts";
import { drawHills, hillInk } from "./draw-hills.ts";
import { drawAsked, drawCursor, drawNamedHill, drawPresent, drawTrail, drawVisited } from "./draw-marks.ts";
import { FieldPace, usualPause } from "./field-pace.ts";
import type { PlanePoint } from "./plane-field.ts";
import type { PlaneStage } from "./plane-stage.ts";

/** States that the present one's tail goes back. */
const TAIL = 12;
/** Milliseconds between drawings of what moves: the present state walks through the plane at fifty steps a second. */
const MARKS_PAUSE = 50;

/** Computes the field that a plane shows and paints it on a canvas, until the answered function is called. */
export function paintField(stage: PlaneStage, canvas: HTMLCanvasElement): () => void {
  const { view, size } = stage;
  const { run } = view;
  const paint = (resolution: number) => {
    const isMoving = view.recompute(resolution, prefersLessMotion());
    const [field, spec] = [view.field.peek(), run.spec.peek()];
    const plot = stage.plot(canvas, field);
    if (field !== null && spec !== null && plot !== null) {
      drawBands(plot, field, view.fill.peek());
      drawVisited(plot, field.dimensions, run.visited.peek(), spec.observationNames.length);
      drawHills(plot, field.hills);
      drawAxes(plot, field.dimensions, spec);
    }
    return isMoving;
  };
  const pace = new FieldPace(canvas, paint, () => run.pause(usualPause));
  const stopFollowing = effect(() => {
    run.shown.value;
    run.historyVersion.value;
    if (view.othersChoice.value === "present") run.present.value;
    pace.ask();
  });
  const stopObeying = effect(() => {
    const { dimensions, othersChoice, fill, chosenObservation, fits } = view;
    const choices = [dimensions, othersChoice, fill, chosenObservation, fits, run.shownStep];
    for (const cause of [size, palette, run.spec, ...choices]) cause.value;
    if (othersChoice.value !== "visited") run.asked.value;
    pace.askNow();
  });
  return () => {
    stopFollowing();
    stopObeying();
    pace.stop();
  };
}

/** Paints what moves above the field: the hills meant, the present state and its tail, the point asked about. */
export function paintMarks(stage: PlaneStage, canvas: HTMLCanvasElement): () => void {
  const { view, size, hovered, cursor } = stage;
  const { run } = view;
  let tail: (readonly number[])[] = [];
  const paint = () => {
    const field = view.field.peek();
    const plot = stage.plot(canvas, field);
    if (field === null || plot === null) return;
    const [i, j] = field.dimensions;
    const inPlane = (observation: ArrayLike<number>): PlanePoint => [observation[i]!, observation[j]!];
    const find = (id: number | null) => field.hills.find((hill) => hill.id === id);
    const [selected, under] = [find(run.selectedHill.peek()), find(hovered.peek())];
    if (selected !== undefined) {
      drawTrail(plot, view.trail.peek(), hillInk(plot.palette, selected), 2);
      drawNamedHill(plot, selected);
    }
    if (under !== undefined && under !== selected) drawNamedHill(plot, under);
    const [present, asked, standing] = [run.present.peek(), run.asked.peek(), cursor.peek()];
    if (present !== null) {
      drawTrail(plot, tail.map(inPlane), plot.palette.muted, 1.5);
      drawPresent(plot, inPlane(present));
    }
    if (asked !== null) drawAsked(plot, inPlane(asked));
    if (standing !== null) drawCursor(plot, standing);
  };
  const pace = new DrawingPace(paint, (drawnAt) => run.wait(drawnAt, MARKS_PAUSE));
  const stopTrailing = effect(() => {
    const present = run.present.value;
    if (present === null || run.presentAction.value === null) tail = [];
    if (present !== null) tail = [...tail.slice(-TAIL), Array.from(present)];
  });
  const stopFollowing = effect(() => {
    const shown = [run.present, run.asked, run.selectedHill, run.historyVersion, view.field];
    for (const cause of [...shown, palette, size, hovered, cursor]) cause.value;
    pace.ask();
  });
  return () => {
    stopTrailing();
    stopFollowing();
    pace.stop();
  };
}
