import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Palette } from "../ui/palette.ts";
import type { ChartLayer } from "./chart-layer.ts";
import { drawHealth, drawThreshold } from "./chart-marks.ts";
import { axisNumber } from "./chart-number.ts";
import type { ChartView, StepRange } from "./chart-view.ts";
import { plotBands, plotData, plotSeries } from "./plot-series.ts";

/** What a plot is made for; with any other a new plot is made. */
interface PlotForm {
  readonly height: number;
  readonly palette: Palette;
  readonly isLogarithmic: boolean;
  /** A dashed line at this value. */
  readonly threshold: number | null;
  /** Told what the pointer is at: the step, null when it has left. */
  readonly onPoint: (step: number | null) => void;
}

/** A click is a press that has not been dragged any further, in pixels. */
const CLICK_REACH = 4;

/** Layers drawn by uPlot: bands, lines and dots over steps, the marks of health, zoom by dragging and a step by clicking. */
export class ChartPlot {
  readonly #plot: uPlot;
  readonly #view: ChartView;
  readonly #marker: HTMLElement;
  readonly #listening = new AbortController();

  constructor(parent: HTMLElement, layers: readonly ChartLayer[], view: ChartView, form: PlotForm) {
    this.#view = view;
    const { palette } = form;
    const axis = (size: number, space: number): uPlot.Axis => ({
      stroke: palette.muted,
      font: "11px system-ui, sans-serif",
      grid: { stroke: palette.line, width: 1 },
      ticks: { show: false },
      gap: 4,
      size,
      space,
      values: (_, splits) => splits.map((split) => (split === null ? "" : axisNumber(split))),
    });
    this.#plot = new uPlot(
      {
        width: Math.max(120, parent.clientWidth),
        height: form.height,
        padding: [view.health === undefined ? 8 : 16, 18, 0, 0],
        legend: { show: false },
        scales: {
          x: { time: false, range: (_, __, last) => stepRange(view.zoom.peek(), last) },
          y: form.isLogarithmic
            ? { distr: 3 }
            : { range: (_, minimum, maximum) => valueRange(minimum, maximum, form.threshold) },
        },
        axes: [axis(22, 60), axis(46, 30)],
        cursor: {
          sync: { key: view.cursorKey, scales: ["x", null] },
          y: false,
          points: { size: 6 },
          drag: { x: true, y: false, setScale: false },
          bind: {
            dblclick: () => () => {
              this.#showAll();
              return null;
            },
          },
        },
        series: [{}, ...layers.flatMap(plotSeries)],
        bands: plotBands(layers, palette),
        hooks: {
          setSelect: [(plot) => this.#zoomToSelection(plot)],
          setCursor: [
            (plot) => form.onPoint(plot.cursor.idx == null ? null : (plot.data[0][plot.cursor.idx] ?? null)),
          ],
          draw: [
            (plot) => {
              drawThreshold(plot, form.threshold, palette);
              drawHealth(plot, view.health?.peek() ?? [], palette);
            },
          ],
          setSize: [() => this.placeMarker()],
          setScale: [() => this.placeMarker()],
        },
      },
      plotData(layers),
      parent,
    );
    this.#marker = document.createElement("div");
    this.#marker.className = "chart-marker";
    this.#plot.over.append(this.#marker);
    this.#listenToClicks();
    this.placeMarker();
  }

  /** Draws other values of the same layers. */
  draw(layers: readonly ChartLayer[]): void {
    this.#plot.setData(plotData(layers));
    this.placeMarker();
  }

  resize(width: number): void {
    if (width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height: this.#plot.height });
  }

  /** Puts the line of the step shown where that step is. */
  placeMarker(): void {
    if (this.#marker === undefined) return;
    const step = this.#view.shownStep?.peek() ?? null;
    const { min, max } = this.#plot.scales.x!;
    const isSeen = step !== null && min != null && max != null && step >= min && step <= max;
    this.#marker.style.display = isSeen ? "block" : "none";
    if (isSeen) this.#marker.style.transform = `translateX(${this.#plot.valToPos(step, "x")}px)`;
  }

  destroy(): void {
    this.#listening.abort();
    this.#plot.destroy();
  }

  #showAll(): void {
    this.#view.zoom.value = null;
    if (this.#view.shownStep !== undefined) this.#view.shownStep.value = null;
  }

  #zoomToSelection(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width <= CLICK_REACH) return;
    const range = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")].map(Math.round);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (range[1]! > range[0]!) this.#view.zoom.value = range as unknown as StepRange;
  }

  #listenToClicks(): void {
    const { over } = this.#plot;
    const { signal } = this.#listening;
    let pressedAt = Number.NaN;
    over.addEventListener("mousedown", ({ clientX }) => (pressedAt = clientX), { signal });
    over.addEventListener(
      "mouseup",
      ({ clientX, offsetX, detail }) => {
        const { shownStep } = this.#view;
        const lastStep = this.#plot.data[0].at(-1);
        if (shownStep === undefined || lastStep === undefined || detail > 1) return;
        if (!(Math.abs(clientX - pressedAt) <= CLICK_REACH)) return;
        const step = Math.round(this.#plot.posToVal(offsetX, "x"));
        shownStep.value = Math.min(Math.max(0, step), lastStep);
      },
      { signal },
    );
  }
}

function stepRange(zoom: StepRange | null, last: number | null): uPlot.Range.MinMax {
  if (zoom !== null) return [...zoom];
  return [0, Math.max(last ?? 0, 1)];
}

/** All values and the threshold, with some room about them. */
function valueRange(
  minimum: number | null,
  maximum: number | null,
  threshold: number | null,
): uPlot.Range.MinMax {
  if (minimum === null || maximum === null)
    return threshold === null ? [0, 1] : [Math.min(0, threshold), Math.max(0, threshold)];
  const [low, high] = [Math.min(minimum, threshold ?? minimum), Math.max(maximum, threshold ?? maximum)];
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [
    low >= 0 ? Math.max(0, low - room) : low - room,
    high <= 0 ? Math.min(0, high + room) : high + room,
  ];
}
