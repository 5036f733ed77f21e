import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { palette } from "../ui/palette.ts";
import type { ChartLayer } from "./chart-layer.ts";
import { ChartPlot } from "./chart-plot.ts";
import type { ChartView } from "./chart-view.ts";

/** Pixels of a chart that is given no other height. */
export const usualHeight = 170;

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
  /** As they were drawn last. */
  readonly layers: Signal<readonly ChartLayer[]> = signal([]);
  /** The step that the pointer is at. */
  readonly pointedStep: Signal<number | null> = signal(null);
  #form = "";
  #palette: unknown = null;

  draw(element: HTMLElement, properties: ChartProperties): void {
    const { view, height = usualHeight, solvedReturn = null, prefersLogarithm = false } = properties;
    const layers = properties.layers();
    this.layers.value = layers;
    const isLogarithmic =
      prefersLogarithm && layers.every(({ values }) => values.every((value) => value > 0));
    const looks = layers.map(({ steps: _, values: __, band, ...look }) => [look, band === undefined]);
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
        this.pointedStep.value = step;
      },
    });
  }
}
