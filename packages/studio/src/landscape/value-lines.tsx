import { effect, useSignal } from "@preact/signals";
import type { EnvironmentSpec } from "drumlin";
import { useEffect, useRef } from "preact/hooks";
import { labelWithUnit } from "../state/label-with-unit.ts";
import type { RunModel } from "../state/run-model.ts";
import { actionVariable } from "../ui/action-color.ts";
import { useElementSize } from "../ui/element-size.ts";
import { palette } from "../ui/palette.ts";
import { extent, type Range } from "../ui/range.ts";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { drawLines, drawStates } from "./draw-lines.ts";
import { FieldPace, usualPause } from "./field-pace.ts";
import { observedRange } from "./observed-range.ts";
import { PlotFrame } from "./plot-frame.ts";

/** Points of a line. */
const POINTS = 240;

/** The landscape of a single observation: what each action is worth over it. */
export function ValueLines({ run, spec }: { readonly run: RunModel; readonly spec: EnvironmentSpec }) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(stage);
  const best = useSignal("");

  useEffect(() => {
    const draw = () => {
      const policy = run.policy.peek();
      const context = sizeCanvas(canvas.current!, ...size.peek());
      if (policy === null || context === null) return false;
      const visited = run.visited.peek();
      const centers = visited.length > 0 ? [] : policy.hills.map(({ center }) => center[0]!);
      const x = observedRange(visited, 1, 0, centers);
      const places = Array.from({ length: POINTS }, (_, i) => x[0] + ((x[1] - x[0]) * i) / (POINTS - 1));
      const values = places.map((place) => policy.qValues([place]));
      const lines = spec.actionNames.map((_, a) => values.map((each) => each[a]!));
      const frame = new PlotFrame(...size.peek(), x, valueRange(lines.flat()));
      const plot = { context, frame, palette: palette.peek() };
      drawLines(plot, labelWithUnit(spec.observationNames[0]!), places, lines);
      drawStates(plot, visited, run.present.peek()?.[0]);
      best.value = spec.actionNames[policy.act([(x[0] + x[1]) / 2])]!;
      return false;
    };
    const pace = new FieldPace(canvas.current!, draw, () => run.pause(usualPause));
    const stopFollowing = effect(() => {
      for (const cause of [run.shown, run.historyVersion, run.present, palette]) cause.value;
      pace.ask();
    });
    const stopObeying = effect(() => {
      size.value;
      pace.askNow();
    });
    return () => {
      stopFollowing();
      stopObeying();
      pace.stop();
    };
  }, [run, spec, size, best]);

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
            <span class="landscape-key" style={{ background: actionVariable(a) }} /> {each}
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
