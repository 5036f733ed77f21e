import { formatSignificant } from "@drumlin/run";
import type { ObservationName } from "drumlin";
import { useId, useRef } from "preact/hooks";
import { labelWithUnit } from "../state/label-with-unit.ts";
import type { PlaneView } from "./plane-view.ts";

interface Properties {
  readonly view: PlaneView;
  readonly name: ObservationName;
  readonly dimension: number;
}

/** Moves one of the observations outside of the plane. */
export function OtherSlider({ view, name, dimension }: Properties) {
  const id = useId();
  // As wide as when the slider appeared: a range that follows its own thumb runs away.
  const range = useRef(view.rangeOf(dimension));
  const value = view.observation.value[dimension] ?? 0;
  const [from, to] = range.current;
  return (
    <div class="field landscape-slider">
      <label for={id}>{labelWithUnit(name)}</label>
      <input
        id={id}
        type="range"
        min={Math.min(from, value)}
        max={Math.max(to, value)}
        step={(to - from) / 200}
        value={value}
        aria-valuetext={`${formatSignificant(value)} ${name.unit}`}
        onInput={(event) => view.chooseOther(dimension, event.currentTarget.valueAsNumber)}
      />
      <output for={id}>{formatSignificant(value)}</output>
    </div>
  );
}
