import { formatReturn } from "@drumlin/run";
import type { ReadonlySignal } from "@preact/signals";
import { lastIndexUpTo } from "../state/last-index-up-to.ts";
import type { ChartLayer } from "./chart-layer.ts";
import { chartNumber } from "./chart-number.ts";
import { LineSample } from "./line-sample.tsx";

interface KeyProperties {
  readonly layers: ReadonlySignal<readonly ChartLayer[]>;
  readonly pointedStep: ReadonlySignal<number | null>;
  readonly solvedReturn: number | null;
}

/** What each line is, and its value where the pointer is, or its last. */
export function ChartKey({ layers, pointedStep, solvedReturn }: KeyProperties) {
  const step = pointedStep.value;
  return (
    <div class="chart-key" aria-hidden="true">
      {layers.value.map((layer) => {
        const index = step === null ? layer.steps.length - 1 : lastIndexUpTo(layer.steps, step);
        const value = layer.values[index];
        return (
          <span key={layer.label} class="chart-key-item">
            <LineSample color={layer.color} dash={layer.dash} mark={layer.mark} />
            {layer.label} <b>{value === undefined ? "–" : chartNumber(value)}</b>
          </span>
        );
      })}
      {solvedReturn !== null && (
        <span class="chart-key-item">
          <LineSample color="var(--text)" dash={[5, 4]} mark="line" />
          solved at {formatReturn(solvedReturn)}
        </span>
      )}
      {step !== null && <span class="chart-key-item chart-key-step">step {chartNumber(step)}</span>}
    </div>
  );
}
