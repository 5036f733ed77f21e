import { formatSignificant } from "@drumlin/run";
import type { ObservationName } from "drumlin";
import { useEffect, useId, useRef } from "preact/hooks";
import type { VisitedRange } from "./visited-range.ts";
import "./observation-fields.css";

/** The numbers of an observation, by name and unit; changing one asks about the observation that results. */
export function ObservationFields({
  names,
  observation,
  ranges,
  ask,
}: {
  readonly names: readonly ObservationName[];
  readonly observation: readonly number[];
  readonly ranges: readonly VisitedRange[];
  readonly ask: (index: number, value: number) => void;
}) {
  return (
    <div class="observation-fields">
      {names.map((name, i) => (
        <ObservationField
          key={name.name}
          name={name}
          value={observation[i]!}
          range={ranges[i]!}
          change={(value) => ask(i, value)}
        />
      ))}
    </div>
  );
}

function ObservationField({
  name: { name, unit },
  value,
  range,
  change,
}: {
  readonly name: ObservationName;
  readonly value: number;
  readonly range: VisitedRange;
  readonly change: (value: number) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const write = (written: number) => {
    input.current!.value = String(rounded(written, range.nudge));
  };
  // Not a property: what somebody is typing stays as it is.
  useEffect(() => {
    if (document.activeElement !== input.current) write(value);
  });
  return (
    <div class="field observation-field">
      <label for={id}>
        {name}
        {unit !== "" && <span class="observation-field-unit"> {unit}</span>}
      </label>
      <input
        id={id}
        ref={input}
        type="number"
        step="any"
        aria-describedby={`${id}-range`}
        onInput={({ currentTarget }) => {
          if (Number.isFinite(currentTarget.valueAsNumber)) change(currentTarget.valueAsNumber);
        }}
        onKeyDown={(event) => {
          const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
          if (direction === 0) return;
          event.preventDefault();
          const nudged = rounded(event.currentTarget.valueAsNumber + direction * range.nudge, range.nudge);
          if (!Number.isFinite(nudged)) return;
          write(nudged);
          change(nudged);
        }}
        onBlur={() => write(value)}
      />
      <span id={`${id}-range`} class="observation-field-range">
        visited {formatSignificant(range.least, 2)} to {formatSignificant(range.greatest, 2)}
      </span>
    </div>
  );
}

/** To a tenth of a nudge. */
function rounded(value: number, nudge: number): number {
  return Number(value.toFixed(Math.max(0, 1 - Math.floor(Math.log10(nudge)))));
}
