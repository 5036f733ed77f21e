import { SelectField } from "../ui/select-field.tsx";
import { HillChoice } from "./hill-choice.tsx";
import { OtherSlider } from "./other-slider.tsx";
import type { PlaneProperties } from "./plane-view.ts";

/** With more other dimensions than this, sliders for each would be a wall. */
const MOST_SLIDERS = 8;

/** Which plane, what of it, and what the other observations are meanwhile. */
export function LandscapeControls({ view, spec: { observationNames, actionNames } }: PlaneProperties) {
  const dimensions = view.dimensions.value;
  const others = observationNames.length - 2;
  return (
    <div class="landscape-controls">
      {(["Across", "Up"] as const).map((label, axis) => (
        <SelectField
          key={label}
          label={label}
          value={dimensions[axis]!}
          choices={observationNames.map(({ name }, i) => [i, name])}
          choose={(dimension) => view.chooseDimension(axis as 0 | 1, dimension)}
        />
      ))}
      <SelectField
        label="Show"
        value={view.fill.value}
        choices={[
          ["decision", "the decision"],
          ...actionNames.map((name, a): [number, string] => [a, `value of ${name}`]),
        ]}
        choose={(fill) => (view.fill.value = fill)}
      />
      {others > 0 && (
        <SelectField
          label={others === 1 ? "The other one" : "All others"}
          value={view.othersChoice.value}
          choices={[
            ["visited", "averaged"],
            ["present", "as now"],
            ["chosen", others > MOST_SLIDERS ? "as asked about" : "as I choose"],
          ]}
          choose={(choice) => (view.othersChoice.value = choice)}
        />
      )}
      <HillChoice view={view} actionNames={actionNames} />
      {others > 0 && others <= MOST_SLIDERS && view.othersChoice.value === "chosen" && (
        <div class="landscape-sliders">
          {observationNames.map(
            (name, i) =>
              !dimensions.includes(i) && <OtherSlider key={i} view={view} name={name} dimension={i} />,
          )}
        </div>
      )}
    </div>
  );
}
