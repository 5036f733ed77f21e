import type { Range } from "../ui/range.ts";
import { axisTicks, type Tick } from "./axis-ticks.ts";

/** Where a plot's plane lies on a canvas, in CSS pixels. */
export class PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;

  /** The frame on a canvas of that size, with room for ticks and names below and on the left. */
  constructor(canvasWidth: number, canvasHeight: number, x: Range, y: Range) {
    this.left = 62;
    this.top = 6;
    this.width = Math.max(1, canvasWidth - this.left - 8);
    this.height = Math.max(1, canvasHeight - this.top - 44);
    this.x = x;
    this.y = y;
  }

  /** Below the plane's lower edge, where there is room for them. */
  get ticksAcross(): Tick[] {
    return axisTicks(...this.x, Math.max(2, this.width / 80));
  }

  /** The same on its left. */
  get ticksUp(): Tick[] {
    return axisTicks(...this.y, Math.max(2, this.height / 60));
  }

  /** Pixels right of the canvas's left edge. */
  across(x: number): number {
    return this.left + ((x - this.x[0]) / (this.x[1] - this.x[0])) * this.width;
  }

  /** Pixels below the canvas's top edge. */
  down(y: number): number {
    return this.top + this.height - ((y - this.y[0]) / (this.y[1] - this.y[0])) * this.height;
  }

  /** The point of the plane at a pixel, or undefined outside of the frame. */
  pointAt(across: number, down: number): [x: number, y: number] | undefined {
    const [u, v] = [(across - this.left) / this.width, (this.top + this.height - down) / this.height];
    if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return undefined;
    return [this.x[0] + u * (this.x[1] - this.x[0]), this.y[0] + v * (this.y[1] - this.y[0])];
  }
}
