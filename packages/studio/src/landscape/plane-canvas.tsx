import { formatSigned, formatSignificant } from "@drumlin/run";
import { effect, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { toggleHill } from "../state/hill-selection.ts";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { palette } from "../ui/palette.ts";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { drawAxes, drawBands, drawHills, drawVisited, hillInk, visibleHills } from "./draw-field.ts";
import {
  drawAsked,
  drawCursor,
  drawNamedHill,
  drawPresent,
  drawTrail,
  type PlanePoint,
} from "./draw-marks.ts";
import { FieldPace, usualPause } from "./field-pace.ts";
import { distanceToCenter, distanceToLine, hillEllipse } from "./hill-ellipse.ts";
import { actionName, landscapeSummary } from "./landscape-summary.ts";
import { gridIndex, type PlaneField, type WeighedHill } from "./plane-field.ts";
import type { PlaneView } from "./plane-view.ts";
import { PlotFrame } from "./plot-frame.ts";

/** Pixels within which a hill's centre is meant. */
const CENTER_REACH = 12;
/** Pixels within which its line is meant: less, or there would be no ground to ask about. */
const LINE_REACH = 3.5;
/** Lines of hills less important than this are too faint to be meant. */
const CLEAR_LINE = 0.3;
/** States that the present one's tail goes back. */
const TAIL = 12;
/** Milliseconds between drawings of what moves: the present state walks through the plane at fifty steps a second. */
const MARKS_PAUSE = 50;

/** The plane itself, to look at, point at, click and walk through with arrow keys. */
export function PlaneCanvas({ view }: { readonly view: PlaneView }) {
  const { run } = view;
  const stage = useRef<HTMLDivElement>(null);
  const fieldCanvas = useRef<HTMLCanvasElement>(null);
  const marksCanvas = useRef<HTMLCanvasElement>(null);
  const size = useSignal<readonly [width: number, height: number]>([0, 0]);
  const pointed = useSignal<PlanePoint | null>(null);
  const hovered = useSignal<number | null>(null);
  const cursor = useSignal<PlanePoint | null>(null);
  const summary = useSignal("");

  const frameOf = (field: PlaneField) => new PlotFrame(...size.peek(), field.x, field.y);

  useEffect(() => {
    const element = stage.current!;
    const observer = new ResizeObserver(() => {
      size.value = [element.clientWidth, element.clientHeight];
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [size]);

  useEffect(() => {
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
    const compute = (resolution: number) => {
      const isMoving = view.recompute(resolution, reducedMotion.matches);
      drawField();
      return isMoving;
    };
    const pace = new FieldPace(stage.current!, compute, () => run.pause(usualPause));
    const drawField = () => {
      const field = view.field.peek();
      const spec = run.spec.peek();
      const context = sizeCanvas(fieldCanvas.current!, ...size.peek());
      if (field === null || spec === null || context === null) return;
      const frame = frameOf(field);
      const colors = palette.peek();
      const fill = view.fill.peek();
      drawBands(context, frame, field, fill, colors);
      drawVisited(context, frame, field, run.visited.peek(), spec.observationNames.length, colors);
      drawHills(context, frame, field, colors);
      drawAxes(context, frame, field, spec.observationNames, colors);
      summary.value = landscapeSummary(field, spec, fill);
    };
    const stopFollowing = effect(() => {
      run.shown.value;
      run.historyVersion.value;
      if (view.othersChoice.value === "present") run.present.value;
      pace.ask();
    });
    const stopObeying = effect(() => {
      size.value;
      palette.value;
      run.spec.value;
      run.shownStep.value;
      view.dimensions.value;
      view.othersChoice.value;
      view.fill.value;
      view.chosenObservation.value;
      view.fits.value;
      if (view.othersChoice.value !== "visited") run.asked.value;
      pace.askNow();
    });
    return () => {
      stopFollowing();
      stopObeying();
      pace.stop();
    };
  }, [view]);

  const tail = useRef<(readonly number[])[]>([]);
  useSignalEffect(() => {
    const present = run.present.value;
    if (present === null || run.presentAction.value === null) tail.current = [];
    if (present !== null) tail.current = [...tail.current.slice(-TAIL), Array.from(present)];
  });
  const marksPace = useMemo(
    () =>
      new DrawingPace(
        () => drawMarks(),
        (drawnAt) => run.wait(drawnAt, MARKS_PAUSE),
      ),
    [view],
  );
  useSignalEffect(() => {
    // All that the marks depend on.
    run.present.value;
    run.asked.value;
    run.selectedHill.value;
    run.historyVersion.value;
    view.field.value;
    palette.value;
    size.value;
    hovered.value;
    cursor.value;
    marksPace.ask();
  });
  useEffect(() => () => marksPace.stop(), [marksPace]);

  const drawMarks = () => {
    const field = view.field.peek();
    const context = marksCanvas.current && sizeCanvas(marksCanvas.current, ...size.peek());
    if (field === null || context === null) return;
    const frame = frameOf(field);
    const colors = palette.peek();
    const [i, j] = field.dimensions;
    const inPlane = (observation: ArrayLike<number>): PlanePoint => [observation[i]!, observation[j]!];
    const find = (id: number | null) => field.hills.find((hill) => hill.id === id);
    const selected = find(run.selectedHill.peek());
    if (selected !== undefined) {
      drawTrail(context, frame, view.trail.peek(), hillInk(colors, selected), 2, colors);
      drawNamedHill(context, frame, selected, colors);
    }
    const under = find(hovered.peek());
    if (under !== undefined && under !== selected) drawNamedHill(context, frame, under, colors);
    const present = run.present.peek();
    if (present !== null) {
      drawTrail(context, frame, tail.current.map(inPlane), colors.muted, 1.5, colors);
      drawPresent(context, frame, inPlane(present), colors);
    }
    const asked = run.asked.peek();
    if (asked !== null) drawAsked(context, frame, inPlane(asked), colors);
    const standing = cursor.peek();
    if (standing !== null) drawCursor(context, frame, standing, colors);
  };

  const hillAt = (field: PlaneField, x: number, y: number): WeighedHill | undefined => {
    const frame = frameOf(field);
    let nearest: WeighedHill | undefined;
    let nearestShare = 1;
    for (const hill of visibleHills(field.hills)) {
      const ellipse = hillEllipse(hill, frame);
      const toLine = hill.importance < CLEAR_LINE ? 1 : distanceToLine(ellipse, x, y) / LINE_REACH;
      const share = Math.min(distanceToCenter(ellipse, x, y) / CENTER_REACH, toLine);
      if (share < nearestShare) {
        nearest = hill;
        nearestShare = share;
      }
    }
    return nearest;
  };

  const onPointerMove = (event: PointerEvent) => {
    const field = view.field.peek();
    if (field === null) return;
    pointed.value = frameOf(field).pointAt(event.offsetX, event.offsetY) ?? null;
    const isDragging = event.buttons === 1 && event.pointerType === "mouse";
    if (isDragging && run.asked.peek() !== null && pointed.value !== null) view.ask(pointed.value);
    hovered.value = isDragging ? null : (hillAt(field, event.offsetX, event.offsetY)?.id ?? null);
  };

  const onClick = (event: MouseEvent) => {
    const field = view.field.peek();
    if (field === null) return;
    cursor.value = null;
    const point = frameOf(field).pointAt(event.offsetX, event.offsetY);
    if (point === undefined) return;
    const hill = hillAt(field, event.offsetX, event.offsetY);
    if (hill === undefined) view.ask(point);
    else toggleHill(run, hill.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const field = view.field.peek();
    if (field === null) return;
    const asked = run.asked.peek();
    const [i, j] = field.dimensions;
    const standing: PlanePoint =
      cursor.peek() ??
      (asked === null
        ? [(field.x[0] + field.x[1]) / 2, (field.y[0] + field.y[1]) / 2]
        : [asked[i]!, asked[j]!]);
    const share = event.shiftKey ? 0.1 : 0.02;
    const [dx, dy] = [share * (field.x[1] - field.x[0]), share * (field.y[1] - field.y[0])];
    const moves: Record<string, PlanePoint> = {
      ArrowLeft: [-dx, 0],
      ArrowRight: [dx, 0],
      ArrowUp: [0, dy],
      ArrowDown: [0, -dy],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const inside = (value: number, [from, to]: readonly [number, number]) =>
        Math.min(to, Math.max(from, value));
      const point: PlanePoint = [
        inside(standing[0] + move[0], field.x),
        inside(standing[1] + move[1], field.y),
      ];
      pointed.value = point;
      if (asked === null) cursor.value = point;
      else view.ask(point);
    } else if (event.key === "Enter") {
      cursor.value = null;
      view.ask(standing);
    } else if (event.key === "Escape") {
      cursor.value = null;
      run.asked.value = null;
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        class={`landscape-stage landscape-canvas ${hovered.value === null ? "" : "landscape-canvas-hill"}`}
        ref={stage}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has its own use for arrow keys
        tabIndex={0}
        aria-label={summary.value || "The landscape: waiting for the first policy."}
        aria-describedby="landscape-keys"
        onPointerMove={onPointerMove}
        onPointerLeave={() => {
          pointed.value = null;
          hovered.value = null;
        }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onBlur={() => {
          cursor.value = null;
        }}
      >
        <canvas class="landscape-layer" ref={fieldCanvas} />
        <canvas class="landscape-layer" ref={marksCanvas} />
        {view.field.value === null && <p class="landscape-waiting muted">Waiting for the first policy</p>}
      </div>
      <p id="landscape-keys" class="visually-hidden">
        Arrow keys move a point, Enter asks about it, Escape clears it. Hills can be chosen from the list
        beside.
      </p>
      <Readout view={view} point={pointed.value} />
    </>
  );
}

/** What is where somebody points, in words. */
function Readout({ view, point }: { readonly view: PlaneView; readonly point: PlanePoint | null }) {
  const field = view.field.value;
  const spec = view.run.spec.value;
  const index = field === null || point === null ? undefined : gridIndex(field, ...point);
  if (field === null || spec === null || point === null || index === undefined) {
    return <p class="landscape-readout muted">Click a hill to select it, the ground to ask.</p>;
  }
  const fill = view.fill.value;
  const where = point.map((value, axis) => {
    const unit = spec.observationNames[field.dimensions[axis]!]?.unit ?? "";
    return unit === "" ? formatSignificant(value) : `${formatSignificant(value)} ${unit}`;
  });
  const greedy = field.leads.findIndex((lead) => lead[index]! >= 0);
  const what =
    fill === "decision"
      ? `${actionName(spec, Math.max(0, greedy))}, ahead by ${formatSignificant(field.leads[Math.max(0, greedy)]![index]!)}`
      : `${actionName(spec, fill)} is worth ${formatSigned(field.values[fill]![index]!)}`;
  return (
    <p class="landscape-readout">
      <strong>{what}</strong> <span class="muted">at {where.join(", ")}</span>
    </p>
  );
}
