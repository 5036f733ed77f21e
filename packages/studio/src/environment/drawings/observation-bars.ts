import { formatSignificant } from "@drumlin/run";
import type { LearnableEnvironment } from "drumlin";
import type { EnvironmentDrawing, Scene } from "../environment-drawing.ts";
import { glide } from "../interpolation.ts";
import { disc, label, line } from "./strokes.ts";

const rowHeight = 40;
const margin = 12;
/** More than these would be too thin to read. */
const mostRows = 8;

/** For environments that nobody has drawn: a bar for each number of the observation, from its lower to its upper bound. */
export function observationBars(environment: LearnableEnvironment): EnvironmentDrawing {
  const { spec, observationSpace } = environment;
  const rows = Math.min(mostRows, observationSpace.size);
  const nameOf = (i: number) => spec.observationNames[i]!.name;
  const unitOf = (i: number) => ` ${spec.observationNames[i]!.unit}`.trimEnd();
  return {
    stepsPerSecond: 20,
    aspectRatio: 360 / (rows * rowHeight + 2 * margin),
    interpolate: glide,
    draw: (scene) => {
      const step = (scene.height - 2 * margin) / rows;
      const left = observationSpace.size - rows;
      for (let i = 0; i < rows; i++) {
        const more = i === rows - 1 && left > 0 ? `, and ${left} more that are not shown` : "";
        const [low, high] =
          observationSpace.kind === "discrete"
            ? [0, observationSpace.n - 1]
            : [observationSpace.low[i]!, observationSpace.high[i]!];
        drawBar(scene, margin + i * step, {
          name: `${nameOf(i)}${more}`,
          value: scene.observation[i]!,
          unit: unitOf(i),
          low,
          high,
        });
      }
    },
    describe: (observation) =>
      Array.from({ length: Math.min(3, observation.length) }, (_, i) => {
        return `${nameOf(i)} ${formatSignificant(observation[i]!)}${unitOf(i)}`;
      }).join(", "),
  };
}

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

function drawBar(
  { context, width, palette }: Scene,
  top: number,
  { name, value, unit, low, high }: Bar,
): void {
  const [left, right] = [margin + 44, width - margin - 44];
  const x = (number: number) => left + (right - left) * fractionOf(number, low, high);
  const middle = top + 26;
  label(context, name, [margin, top + 8], palette.muted, "left");
  label(context, `${formatSignificant(value)}${unit}`, [width - margin, top + 8], palette.text, "right");
  label(context, bound(low), [left - 8, middle], palette.muted, "right");
  label(context, bound(high), [right + 8, middle], palette.muted, "left");
  line(context, [left, middle], [right, middle], palette.line, 4);
  const origin = x(Math.min(Math.max(0, low), high));
  line(context, [origin, middle], [x(value), middle], palette.accent, 4);
  disc(context, [x(value), middle], 4, palette.accent, palette.surface);
}

/** Where a value lies between its bounds, in [0, 1]; towards a bound at infinity ever more slowly. */
function fractionOf(value: number, low: number, high: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) {
    return high === low ? 0.5 : Math.min(Math.max((value - low) / (high - low), 0), 1);
  }
  if (Number.isFinite(low)) return (value - low) / (1 + Math.max(0, value - low));
  if (Number.isFinite(high)) return 1 - (high - value) / (1 + Math.max(0, high - value));
  return 0.5 + value / (2 * (1 + Math.abs(value)));
}

function bound(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "∞";
  return value === Number.NEGATIVE_INFINITY ? "−∞" : formatSignificant(value);
}
