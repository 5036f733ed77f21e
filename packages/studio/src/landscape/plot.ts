import type { Palette } from "../ui/palette.ts";
import type { PlotFrame } from "./plot-frame.ts";

/** What a plot is drawn with: a cleared canvas in CSS pixels, where the plane lies on it, and the page's colours. */
export interface Plot {
  readonly context: CanvasRenderingContext2D;
  readonly frame: PlotFrame;
  readonly palette: Palette;
}

/** Draws what is seen of it within the plane; the context's state is put back afterwards. */
export function clipped({ context, frame }: Plot, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top, frame.width, frame.height);
  context.clip();
  draw();
  context.restore();
}

/** Strokes the context's path. */
export function stroke(context: CanvasRenderingContext2D, color: string, width: number): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}
