import { toggleHill } from "../state/hill-selection.ts";
import { hillAt } from "./hill-at.ts";
import type { PlaneStage } from "./plane-stage.ts";

/** What a pointer does on a plane: it selects the hill, or asks about the ground, and drags the point asked about. */
export function pointerOn(stage: PlaneStage) {
  const { view, pointed, hovered, cursor } = stage;
  const { run } = view;
  const under = ({ offsetX, offsetY }: MouseEvent) => {
    const field = view.field.peek();
    if (field === null) return null;
    const frame = stage.frameOf(field);
    const point = frame.pointAt(offsetX, offsetY) ?? null;
    return { point, hill: () => hillAt(field.hills, frame, offsetX, offsetY) };
  };
  return {
    onPointerMove: (event: PointerEvent) => {
      const there = under(event);
      if (there === null) return;
      pointed.value = there.point;
      const isDragging = event.buttons === 1 && event.pointerType === "mouse";
      if (isDragging && run.asked.peek() !== null && there.point !== null) view.ask(there.point);
      hovered.value = isDragging ? null : (there.hill()?.id ?? null);
    },
    onPointerLeave: () => {
      pointed.value = null;
      hovered.value = null;
    },
    onClick: (event: MouseEvent) => {
      const there = under(event);
      if (there === null) return;
      cursor.value = null;
      if (there.point === null) return;
      const hill = there.hill();
      if (hill === undefined) view.ask(there.point);
      else toggleHill(run, hill.id);
    },
  };
}
