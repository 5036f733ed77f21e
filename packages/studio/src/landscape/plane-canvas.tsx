import { useEffect, useMemo, useRef } from "preact/hooks";
import { useElementSize } from "../ui/element-size.ts";
import { landscapeSummary } from "./landscape-summary.ts";
import { keyboardOn } from "./plane-keyboard.ts";
import { paintField, paintMarks } from "./plane-painting.ts";
import { pointerOn } from "./plane-pointer.ts";
import { PlaneReadout } from "./plane-readout.tsx";
import { PlaneStage } from "./plane-stage.ts";
import type { PlaneProperties } from "./plane-view.ts";

/** The plane itself, to look at, point at, click and walk through with arrow keys. */
export function PlaneCanvas({ view, spec }: PlaneProperties) {
  const frame = useRef<HTMLDivElement>(null);
  const fieldCanvas = useRef<HTMLCanvasElement>(null);
  const marksCanvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(frame);
  const stage = useMemo(() => new PlaneStage(view, size), [view, size]);
  const handlers = useMemo(() => ({ ...pointerOn(stage), ...keyboardOn(stage) }), [stage]);
  useEffect(() => paintField(stage, fieldCanvas.current!), [stage]);
  useEffect(() => paintMarks(stage, marksCanvas.current!), [stage]);
  const field = view.field.value;
  return (
    <>
      <div
        class={`landscape-stage landscape-canvas ${stage.hovered.value === null ? "" : "landscape-canvas-hill"}`}
        ref={frame}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has its own use for arrow keys
        tabIndex={0}
        aria-label={
          field === null
            ? "The landscape: waiting for the first policy."
            : landscapeSummary(field, spec, view.fill.value)
        }
        aria-describedby="landscape-keys"
        {...handlers}
      >
        <canvas class="landscape-layer" ref={fieldCanvas} />
        <canvas class="landscape-layer" ref={marksCanvas} />
        {field === null && <p class="landscape-waiting muted">Waiting for the first policy</p>}
      </div>
      <p id="landscape-keys" class="visually-hidden">
        Arrow keys move a point, Enter asks about it, Escape clears it. Hills can be chosen from the list
        beside.
      </p>
      <PlaneReadout view={view} spec={spec} point={stage.pointed.value} />
    </>
  );
}
