import type { ReadonlySignal } from "@preact/signals";
import { palette } from "../ui/palette.ts";
import type { ChartLayer } from "./chart-layer.ts";
import { ChartPlot } from "./chart-plot.ts";
import type { ChartView } from "./chart-view.ts";

/** What a chart shows. */
export interface ChartProperties {
  readonly title: string;
  /** What the values are measured in. */
  readonly unit?: string | undefined;
  /** One sentence that explains the title. */
  readonly meaning?: string;
  readonly view: ChartView;
  /** What there is to draw now; reads no signals. */
  readonly layers: () => readonly ChartLayer[];
  /** Changes when `layers` would give something else. */
  readonly version: ReadonlySignal<unknown>;
  readonly height?: number;
  /** Drawn on a logarithmic scale as long as every value is above 0. */
  readonly prefersLogarithm?: boolean;
  /** Marked by a line. */
  readonly solvedReturn?: number | null;
}

/** The plot of a chart, made anew when its form changes. */
export class ChartDrawing {
  plot: ChartPlot | null = null;
  isOnScreen = false;
  #form = "";
  #palette: unknown = null;
  readonly #latest: { readonly current: ChartProperties };
  readonly #frame: () => HTMLElement | null;
  readonly #shown: { value: readonly ChartLayer[] };
  readonly #pointedStep: { value: number | null };

  constructor(
    latest: { readonly current: ChartProperties },
    frame: () => HTMLElement | null,
    shown: { value: readonly ChartLayer[] },
    pointedStep: { value: number | null },
  ) {
    this.#latest = latest;
    this.#frame = frame;
    this.#shown = shown;
    this.#pointedStep = pointedStep;
  }

  draw(): void {
    const element = this.#frame();
    if (!this.isOnScreen || element === null) return;
    const {
      layers: currentLayers,
      view,
      height = 170,
      solvedReturn = null,
      prefersLogarithm = false,
    } = this.#latest.current;
    const layers = currentLayers();
    this.#shown.value = layers;
    const isLogarithmic =
      prefersLogarithm && layers.every(({ values }) => values.every((value) => value > 0));
    const looks = layers.map(({ label, color, dash, mark, opacity, band }) => [
      label,
      color,
      dash,
      mark,
      opacity,
      !band,
    ]);
    const form = JSON.stringify([looks, isLogarithmic, solvedReturn, height]);
    const colors = palette.peek();
    if (this.plot !== null && form === this.#form && colors === this.#palette) {
      this.plot.draw(layers);
      return;
    }
    this.plot?.destroy();
    this.#form = form;
    this.#palette = colors;
    this.plot = new ChartPlot(element, layers, view, {
      height,
      palette: colors,
      isLogarithmic,
      threshold: solvedReturn,
      onPoint: (step) => {
        this.#pointedStep.value = step;
      },
    });
  }
}
