import { effect, useSignal } from "@preact/signals";
import type { EnvironmentSpec } from "drumlin";
import { useEffect, useRef } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { actionColor } from "../ui/action-color.ts";
import { palette } from "../ui/palette.ts";
import { extent, type Range } from "../ui/range.ts";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { axisTicks } from "./axis-ticks.ts";
import { dimensionLabel } from "./draw-field.ts";
import { FieldPace, usualPause } from "./field-pace.ts";
import { actionName } from "./landscape-summary.ts";
import { observedRange } from "./observed-range.ts";
import { PlotFrame } from "./plot-frame.ts";

/** Points of a line. */
const POINTS = 240;

/** The landscape of a single observation: what each action is worth over it. */
export function ValueLines({ run, spec }: { readonly run: RunModel; readonly spec: EnvironmentSpec }) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const best = useSignal("");

  useEffect(() => {
    const compute = () => {
      draw();
      return false;
    };
    const pace = new FieldPace(stage.current!, compute, () => run.pause(usualPause));
    const draw = () => {
      const policy = run.policy.peek();
      const { clientWidth, clientHeight } = stage.current!;
      const context = sizeCanvas(canvas.current!, clientWidth, clientHeight);
      if (policy === null || context === null) return;
      const visited = run.visited.peek();
      const x = observedRange(
        visited,
        1,
        0,
        visited.length > 0 ? [] : policy.hills.map(({ center }) => center[0]!),
      );
      const places = Array.from({ length: POINTS }, (_, i) => x[0] + ((x[1] - x[0]) * i) / (POINTS - 1));
      const values = places.map((place) => policy.qValues([place]));
      const lines = spec.actionNames.map((_, a) => values.map((each) => each[a]!));
      const frame = new PlotFrame(clientWidth, clientHeight, x, valueRange(lines.flat()));
      drawLines(context, frame, places, lines);
      drawStates(context, frame, visited, run.present.peek());
      best.value = actionName(spec, policy.act([(x[0] + x[1]) / 2]));
    };
    const drawLines = (
      context: CanvasRenderingContext2D,
      frame: PlotFrame,
      places: readonly number[],
      lines: readonly (readonly number[])[],
    ) => {
      const colors = palette.peek();
      const bottom = frame.top + frame.height;
      context.font = "11.5px system-ui, sans-serif";
      context.fillStyle = colors.muted;
      context.strokeStyle = colors.line;
      context.lineWidth = 1;
      context.textAlign = "center";
      context.textBaseline = "top";
      for (const { value, label } of axisTicks(...frame.x, Math.max(2, frame.width / 80))) {
        context.fillText(label, frame.across(value), bottom + 7);
      }
      context.textAlign = "right";
      context.textBaseline = "middle";
      for (const { value, label } of axisTicks(...frame.y, Math.max(2, frame.height / 60))) {
        context.fillText(label, frame.left - 7, frame.down(value));
        context.beginPath();
        context.moveTo(frame.left, frame.down(value));
        context.lineTo(frame.left + frame.width, frame.down(value));
        context.stroke();
      }
      context.fillStyle = colors.text;
      context.textAlign = "center";
      context.textBaseline = "bottom";
      context.fillText(dimensionLabel(spec.observationNames, 0), frame.left + frame.width / 2, bottom + 42);
      context.lineWidth = 2.5;
      context.lineJoin = "round";
      lines.forEach((line, a) => {
        context.strokeStyle = actionColor(colors, a);
        context.beginPath();
        line.forEach((value, i) => {
          context.lineTo(frame.across(places[i]!), frame.down(value));
        });
        context.stroke();
      });
    };
    const drawStates = (
      context: CanvasRenderingContext2D,
      frame: PlotFrame,
      visited: Float32Array,
      present: ArrayLike<number> | null,
    ) => {
      const colors = palette.peek();
      context.strokeStyle = colors.text;
      context.lineWidth = 1;
      context.globalAlpha = 0.25;
      context.beginPath();
      for (const value of visited) {
        context.moveTo(frame.across(value), frame.top + frame.height);
        context.lineTo(frame.across(value), frame.top + frame.height - 7);
      }
      context.stroke();
      context.globalAlpha = 1;
      if (present === null) return;
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(frame.across(present[0]!), frame.top);
      context.lineTo(frame.across(present[0]!), frame.top + frame.height);
      context.stroke();
    };
    const observer = new ResizeObserver(() => pace.askNow());
    observer.observe(stage.current!);
    const stop = effect(() => {
      run.shown.value;
      run.historyVersion.value;
      run.present.value;
      palette.value;
      pace.ask();
    });
    return () => {
      stop();
      observer.disconnect();
      pace.stop();
    };
  }, [run, spec, best]);

  const colors = palette.value;
  const { name } = spec.observationNames[0]!;
  return (
    <>
      <div class="landscape-stage landscape-lines" ref={stage}>
        <canvas
          class="landscape-layer"
          ref={canvas}
          role="img"
          aria-label={`Value of each action over ${name}; in the middle the greatest is that of ${best.value}.`}
        />
      </div>
      <ul class="landscape-legend landscape-actions small">
        {spec.actionNames.map((each, a) => (
          <li key={each}>
            <span class="landscape-key" style={{ background: actionColor(colors, a) }} /> {each}
          </li>
        ))}
      </ul>
    </>
  );
}

function valueRange(values: readonly number[]): Range {
  const [low, high] = extent(values);
  const padding = high > low ? 0.08 * (high - low) : 1;
  return [low - padding, high + padding];
}
