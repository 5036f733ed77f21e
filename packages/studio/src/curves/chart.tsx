import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { palette } from "../ui/palette.ts";
import "./chart.css";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { ChartDrawing, type ChartProperties } from "./chart-drawing.ts";
import { ChartKey } from "./chart-key.tsx";
import { type ChartLayer, layerSummary } from "./chart-layer.ts";
import { chartNumber } from "./chart-number.ts";
import { ChartTable } from "./chart-table.tsx";

/** One chart over steps, drawn while it is on screen, with its key, what it says at the pointer, and a table of the same. */
export function Chart(properties: ChartProperties) {
  const { title, unit, meaning, view, version, height = 170, solvedReturn = null } = properties;
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const shown = useSignal<readonly ChartLayer[]>([]);
  const pointedStep = useSignal<number | null>(null);
  const latest = useRef(properties);
  latest.current = properties;

  const { pace, drawing } = useMemo(() => {
    const drawing = new ChartDrawing(latest, () => frame.current, shown, pointedStep);
    return {
      drawing,
      pace: new DrawingPace(
        () => drawing.draw(),
        (drawnAt) => view.wait(drawnAt),
      ),
    };
  }, []);

  useEffect(() => {
    const element = frame.current!;
    const onScreen = new IntersectionObserver(
      ([entry]) => {
        drawing.isOnScreen = entry!.isIntersecting;
        pace.ask();
      },
      { rootMargin: "120px" },
    );
    const size = new ResizeObserver(() => drawing.plot?.resize(element.clientWidth));
    onScreen.observe(element);
    size.observe(element);
    return () => {
      onScreen.disconnect();
      size.disconnect();
      pace.stop();
      drawing.plot?.destroy();
    };
  }, []);
  useSignalEffect(() => {
    version.value;
    view.zoom.value;
    view.health?.value;
    palette.value;
    pace.ask();
  });
  useSignalEffect(() => {
    view.shownStep?.value;
    drawing.plot?.placeMarker();
  });
  useEffect(() => pace.ask(), [properties.layers, solvedReturn]);

  return (
    <figure class="chart" aria-labelledby={titleId}>
      <h3 id={titleId} class="chart-title" title={meaning}>
        {title}
        {unit !== undefined && <span class="muted"> ({unit})</span>}
      </h3>
      <ChartKey layers={shown} pointedStep={pointedStep} solvedReturn={solvedReturn} />
      <div
        class="chart-frame"
        ref={frame}
        role="img"
        aria-label={`${title}. ${shown.value.map((layer) => layerSummary(layer, chartNumber)).join(" ")}`}
        style={{ minHeight: `${height}px` }}
      />
      <ChartTable title={title} layers={shown} />
    </figure>
  );
}
