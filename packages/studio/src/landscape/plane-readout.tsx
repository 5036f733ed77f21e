import { formatSigned, formatSignificant } from "@drumlin/run";
import { gridIndex, type PlanePoint } from "./plane-field.ts";
import type { PlaneProperties } from "./plane-view.ts";

interface Properties extends PlaneProperties {
  readonly point: PlanePoint | null;
}

/** What is where somebody points, in words. */
export function PlaneReadout({ view, spec: { actionNames, observationNames }, point }: Properties) {
  const field = view.field.value;
  const index = field === null || point === null ? undefined : gridIndex(field, point);
  if (field === null || point === null || index === undefined) {
    return <p class="landscape-readout muted">Click a hill to select it, the ground to ask.</p>;
  }
  const fill = view.fill.value;
  const where = point.map((value, axis) =>
    `${formatSignificant(value)} ${observationNames[field.dimensions[axis]!]!.unit}`.trimEnd(),
  );
  const greedy = Math.max(
    0,
    field.leads.findIndex((lead) => lead[index]! >= 0),
  );
  const what =
    fill === "decision"
      ? `${actionNames[greedy]}, ahead by ${formatSignificant(field.leads[greedy]![index]!)}`
      : `${actionNames[fill]} is worth ${formatSigned(field.values[fill]![index]!)}`;
  return (
    <p class="landscape-readout">
      <strong>{what}</strong> <span class="muted">at {where.join(", ")}</span>
    </p>
  );
}
