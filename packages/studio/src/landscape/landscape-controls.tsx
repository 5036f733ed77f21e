import { formatSignificant } from "@drumlin/run";
import { useComputed } from "@preact/signals";
import type { EnvironmentSpec } from "drumlin";
import { useId, useRef } from "preact/hooks";
import { dimensionLabel } from "./draw-field.ts";
import { actionName } from "./landscape-summary.ts";
import type { PlaneField } from "./plane-field.ts";
import type { OthersChoice, PlaneView } from "./plane-view.ts";

/** With more other dimensions than this, sliders for each would be a wall. */
const MOST_SLIDERS = 8;
/** Hills offered by name. */
const MOST_HILLS = 60;
/** Milliseconds for which the list of hills stays as it is, so that one can read it. */
const LIST_PAUSE = 1500;

interface ControlsProps {
  readonly view: PlaneView;
  readonly spec: EnvironmentSpec;
}

/** Which plane, what of it, and what the other observations are meanwhile. */
export function LandscapeControls({ view, spec }: ControlsProps) {
  const id = useId();
  const dimensions = view.dimensions.value;
  const names = spec.observationNames;
  const actionCount = view.field.value?.values.length ?? spec.actionNames.length;
  const hasOthers = names.length > 2;
  return (
    <div class="landscape-controls">
      {(["Across", "Up"] as const).map((label, axis) => (
        <div class="field" key={label}>
          <label for={`${id}-${label}`}>{label}</label>
          <select
            id={`${id}-${label}`}
            value={dimensions[axis]}
            onChange={(event) => view.chooseDimension(axis as 0 | 1, Number(event.currentTarget.value))}
          >
            {names.map(({ name }, i) => (
              <option key={name} value={i}>
                {name}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div class="field">
        <label for={`${id}-fill`}>Show</label>
        <select
          id={`${id}-fill`}
          value={String(view.fill.value)}
          onChange={({ currentTarget: { value } }) => {
            view.fill.value = value === "decision" ? "decision" : Number(value);
          }}
        >
          <option value="decision">the decision</option>
          {Array.from({ length: actionCount }, (_, a) => (
            <option key={actionName(spec, a)} value={String(a)}>
              value of {actionName(spec, a)}
            </option>
          ))}
        </select>
      </div>
      {hasOthers && (
        <div class="field">
          <label for={`${id}-others`}>{names.length === 3 ? "The other one" : "All others"}</label>
          <select
            id={`${id}-others`}
            value={view.othersChoice.value}
            onChange={(event) => {
              view.othersChoice.value = event.currentTarget.value as OthersChoice;
            }}
          >
            <option value="visited">averaged</option>
            <option value="present">as now</option>
            <option value="chosen">
              {names.length - 2 > MOST_SLIDERS ? "as asked about" : "as I choose"}
            </option>
          </select>
        </div>
      )}
      <HillChoice view={view} spec={spec} />
      {hasOthers && view.othersChoice.value === "chosen" && names.length - 2 <= MOST_SLIDERS && (
        <div class="landscape-sliders">
          {names.map(
            ({ name }, i) =>
              !dimensions.includes(i) && <OtherSlider key={name} view={view} spec={spec} dimension={i} />,
          )}
        </div>
      )}
    </div>
  );
}

function OtherSlider({ view, spec, dimension }: ControlsProps & { readonly dimension: number }) {
  const id = useId();
  // As wide as when the slider appeared: a range that follows its own thumb runs away.
  const range = useRef(view.rangeOf(dimension));
  const value = view.observation.value[dimension] ?? 0;
  const [from, to] = range.current;
  const { unit } = spec.observationNames[dimension]!;
  return (
    <div class="field landscape-slider">
      <label for={id}>{dimensionLabel(spec.observationNames, dimension)}</label>
      <input
        id={id}
        type="range"
        min={Math.min(from, value)}
        max={Math.max(to, value)}
        step={(to - from) / 200}
        value={value}
        aria-valuetext={`${formatSignificant(value)} ${unit}`}
        onInput={(event) => view.chooseOther(dimension, event.currentTarget.valueAsNumber)}
      />
      <output for={id}>{formatSignificant(value)}</output>
    </div>
  );
}

/** The hills by how much they matter in this plane: what the canvas offers to a pointer, for everybody. */
function HillChoice({ view, spec }: ControlsProps) {
  const id = useId();
  const { run } = view;
  const listed = useRef<{ at: number; field: PlaneField } | null>(null);
  const hills = useComputed(() => {
    const field = view.field.value;
    if (field === null) return [];
    const known = listed.current;
    const now = performance.now();
    if (known === null || known.field.dimensions !== field.dimensions || now - known.at > LIST_PAUSE) {
      listed.current = { at: now, field };
    }
    return listed.current!.field.hills.slice(0, MOST_HILLS);
  }).value;
  const selected = run.selectedHill.value;
  const isListed = selected === null || hills.some((hill) => hill.id === selected);
  return (
    <div class="field">
      <label for={`${id}-hill`}>Hill</label>
      <select
        id={`${id}-hill`}
        value={selected === null ? "" : String(selected)}
        onChange={({ currentTarget: { value } }) => {
          run.selectedHill.value = value === "" ? null : Number(value);
        }}
      >
        <option value="">none</option>
        {!isListed && <option value={String(selected)}>hill {selected}</option>}
        {hills.map((hill) => (
          <option key={hill.id} value={String(hill.id)}>
            hill {hill.id}: {actionName(spec, hill.action)}
          </option>
        ))}
      </select>
    </div>
  );
}
