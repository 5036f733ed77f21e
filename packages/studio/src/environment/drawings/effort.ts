import { actionColor } from "../../ui/action-color.ts";
import type { Scene } from "../environment-drawing.ts";

/** What the actions of late did in one direction. */
interface Effort {
  /** −1: towards the first action; 1: towards the last. */
  readonly side: -1 | 1;
  /** In [0, 1]: how much of the time, and how hard. */
  readonly strength: number;
  readonly color: string;
}

/**
 * Of actions that go evenly from one extreme to the opposite (push left … push right, torque −2 … +2): what pointed towards the
 * first one, and what towards the last.
 */
export function opposingEfforts({ actionShares, palette }: Scene): Effort[] {
  return ([-1, 1] as const).map((side) => {
    let strength = 0;
    let strongest = 0;
    let action = 0;
    for (let a = 0; a < actionShares.length; a++) {
      const effort = side * ((2 * a) / (actionShares.length - 1) - 1) * actionShares[a]!;
      if (effort <= 0) continue;
      strength += effort;
      if (effort > strongest) [strongest, action] = [effort, a];
    }
    return { side, strength, color: actionColor(palette, action) };
  });
}
