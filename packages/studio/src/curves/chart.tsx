import { useSignalEffect } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { palette } from "../ui/palette.ts";
import "./chart.css";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { ChartDrawing, type ChartProperties, usualHeight } from "./chart-drawing.ts";
import { ChartKey } from "./chart-key.tsx";
import { layerSummary } from "./chart-layer.ts";
import { chartNumber } from "./chart-number.ts";
import { ChartTable } from "./chart-table.tsx";

/** One chart over steps, drawn while it is on screen, with its key, what it says at the pointer, and a table of the same. */
export function Chart(properties: ChartProperties) {
  const { title, unit, meaning, view, version, height = usualHeight, solvedReturn = null } = properties;
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(properties);
  latest.current = properties;

  const drawing = useMemo(() => new ChartDrawing(), []);
  const pace = useMemo(() => {
    const draw = () => {
      if (drawing.isOnScreen && frame.current !== null) drawing.draw(frame.current, latest.current);
    };
    return new DrawingPace(draw, (drawnAt) => view.wait(drawnAt));
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
      <ChartKey layers={drawing.layers} pointedStep={drawing.pointedStep} solvedReturn={solvedReturn} />
      <div
        class="chart-frame"
        ref={frame}
        role="img"
        aria-label={`${title}. ${drawing.layers.value.map((layer) => layerSummary(layer, chartNumber)).join(" ")}`}
        style={{ minHeight: `${height}px` }}
      />
      <ChartTable title={title} layers={drawing.layers} />
    </figure>
  );
}
