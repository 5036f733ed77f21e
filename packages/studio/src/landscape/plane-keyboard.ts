import { clamp } from "../ui/range.ts";
import type { PlaneField, PlanePoint } from "./plane-field.ts";
import type { PlaneStage } from "./plane-stage.ts";

/** Where an arrow key goes, right and up. */
const arrows: Readonly<Record<string, PlanePoint>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** Of the plane's width and height, at a press. */
const step = { usual: 0.02, withShift: 0.1 };

/** What keys do on a plane: arrows move a point, Enter asks about it, Escape clears it. */
export function keyboardOn({ view, pointed, cursor }: PlaneStage) {
  const { run } = view;
  const standing = ({ x, y, dimensions: [i, j] }: PlaneField): PlanePoint => {
    const asked = run.asked.peek();
    if (cursor.peek() !== null) return cursor.peek()!;
    return asked === null ? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2] : [asked[i]!, asked[j]!];
  };
  return {
    onKeyDown: (event: KeyboardEvent) => {
      const field = view.field.peek();
      if (field === null) return;
      const { x, y } = field;
      const from = standing(field);
      const arrow = arrows[event.key];
      if (arrow !== undefined) {
        const share = event.shiftKey ? step.withShift : step.usual;
        const point: PlanePoint = [
          clamp(from[0] + share * arrow[0] * (x[1] - x[0]), x),
          clamp(from[1] + share * arrow[1] * (y[1] - y[0]), y),
        ];
        pointed.value = point;
        if (run.asked.peek() === null) cursor.value = point;
        else view.ask(point);
      } else if (event.key === "Enter") {
        cursor.value = null;
        view.ask(from);
      } else if (event.key === "Escape") {
        cursor.value = null;
        run.asked.value = null;
      } else return;
      event.preventDefault();
    },
    onBlur: () => {
      cursor.value = null;
    },
  };
}
