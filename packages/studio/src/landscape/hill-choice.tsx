import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { SelectField } from "../ui/select-field.tsx";
import type { PlaneField } from "./plane-field.ts";
import type { PlaneView } from "./plane-view.ts";

/** Hills offered by name. */
const MOST_HILLS = 60;
/** Milliseconds for which the list of hills stays as it is, so that one can read it. */
const LIST_PAUSE = 1500;

interface Properties {
  readonly view: PlaneView;
  readonly actionNames: readonly string[];
}

/** The hills by how much they matter in this plane: what the canvas offers to a pointer, for everybody. */
export function HillChoice({ view, actionNames }: Properties) {
  const { selectedHill } = view.run;
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
  const selected = selectedHill.value;
  const isListed = selected === null || hills.some(({ id }) => id === selected);
  const choices: [id: number | null, name: string][] = [
    [null, "none"],
    ...hills.map(({ id, action }): [number, string] => [id, `hill ${id}: ${actionNames[action]}`]),
  ];
  if (!isListed) choices.splice(1, 0, [selected, `hill ${selected}`]);
  return (
    <SelectField label="Hill" value={selected} choices={choices} choose={(id) => (selectedHill.value = id)} />
  );
}
