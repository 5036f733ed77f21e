import type { Palette } from "../ui/palette.ts";
import type { Interpolation } from "./interpolation.ts";

/** One moment of an environment, and what it is drawn on. */
export interface Scene {
  /** Cleared, and scaled so that its units are CSS pixels. */
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What the agent sees. */
  readonly observation: ArrayLike<number>;
  /** What was done to come here; null after a reset. */
  readonly action: number | null;
  /**
   * How much of the last moments each action was taken, in [0, 1] and at most 1 together: what flips 50 times a second is
   * drawn calmly.
   */
  readonly actionShares: ArrayLike<number>;
  /** Observations before this one, of about a second, the oldest first. */
  readonly trail: readonly ArrayLike<number>[];
  readonly palette: Palette;
}

/** How an environment is shown. */
export interface EnvironmentDrawing {
  /** Steps a second that look natural. */
  readonly stepsPerSecond: number;
  /** Width by height. */
  readonly aspectRatio: number;
  /** How an observation becomes the next one between two steps. */
  readonly interpolate: Interpolation;
  /** A function of the scene alone: no memory, no clock. */
  readonly draw: (scene: Scene) => void;
  /** The observation in a few words for those who do not see it: "pole angle 0.01 rad". */
  readonly describe: (observation: ArrayLike<number>) => string;
}
