import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Size } from "../ui/element-size.ts";
import { palette } from "../ui/palette.ts";
import { sizeCanvas } from "../ui/size-canvas.ts";
import type { PlaneField, PlanePoint } from "./plane-field.ts";
import type { PlaneView } from "./plane-view.ts";
import type { Plot } from "./plot.ts";
import { PlotFrame } from "./plot-frame.ts";

/** A plane on the page, and what somebody is about there. */
export class PlaneStage {
  readonly view: PlaneView;
  readonly size: ReadonlySignal<Size>;
  /** The point that the readout tells of. */
  readonly pointed: Signal<PlanePoint | null> = signal(null);
  /** The hill under the pointer. */
  readonly hovered: Signal<number | null> = signal(null);
  /** Where the keyboard stands, before it has asked. */
  readonly cursor: Signal<PlanePoint | null> = signal(null);

  constructor(view: PlaneView, size: ReadonlySignal<Size>) {
    this.view = view;
    this.size = size;
  }

  frameOf({ x, y }: PlaneField): PlotFrame {
    return new PlotFrame(...this.size.peek(), x, y);
  }

  /** What a field is drawn with on a canvas, which is cleared; null while there is nothing to draw, or no room. */
  plot(canvas: HTMLCanvasElement, field: PlaneField | null): Plot | null {
    const context = sizeCanvas(canvas, ...this.size.peek());
    return context && field && { context, frame: this.frameOf(field), palette: palette.peek() };
  }
}
