import {
  type GaussianPolicy,
  marginalHills,
  type ObservationDistribution,
  type PlaneDimensions,
  type PlaneHill,
  planeValues,
  slicedHills,
  weightSpread,
} from "drumlin";
import { niceStep } from "../ui/nice-step.ts";
import type { Range } from "../ui/range.ts";

/** A point of the plane. */
export type PlanePoint = readonly [x: number, y: number];

/** What the observations outside of the plane are: one observation's, or averaged over where others were. */
export type Others =
  | { readonly kind: "slice"; readonly observation: readonly number[] }
  | { readonly kind: "marginal"; readonly distribution: ObservationDistribution };

/** A hill of the plane, and how much it can matter there. */
export interface WeighedHill extends PlaneHill {
  /** The spread of its weights in the plane, as a share of the greatest: 0 to 1. */
  readonly importance: number;
  /** The action it adds most to. */
  readonly action: number;
}

/** A policy in a plane, evaluated on a grid: arrays are resolution × resolution, the first row at the bottom. */
export interface PlaneField {
  readonly dimensions: PlaneDimensions;
  readonly x: Range;
  readonly y: Range;
  /** Points a side. */
  readonly resolution: number;
  /** Q_a. */
  readonly values: readonly Float64Array[];
  /** Q_a less the greatest of the others: positive where a is the greedy action. Of one action, its value. */
  readonly leads: readonly Float64Array[];
  /** Of the grid, where each action is the greedy one. */
  readonly shares: readonly number[];
  /** Between contours of the lead; a round number. */
  readonly leadStep: number;
  /** The most important first. */
  readonly hills: readonly WeighedHill[];
}

/** Contours of the lead, about. */
const LEAD_BANDS = 11;

/** The values of a policy's weighed hills on a grid of `resolution`² points of their plane. */
export function planeField(
  policy: GaussianPolicy,
  hills: readonly WeighedHill[],
  dimensions: PlaneDimensions,
  x: Range,
  y: Range,
  resolution: number,
): PlaneField {
  const { actionCount, commonValue, bounds } = policy;
  const along = (i: number) => [bounds!.low[i]!, bounds!.high[i]!] as const;
  const values = planeValues(
    hills,
    actionCount,
    { x, y, columns: resolution, rows: resolution },
    { commonValue, bounds: bounds && { x: along(dimensions[0]), y: along(dimensions[1]) } },
  );
  const { leads, shares, typicalLead } = leadsOf(values);
  const leadStep = typicalLead > 0 ? niceStep(typicalLead / LEAD_BANDS) : 1;
  return { dimensions, x, y, resolution, values, leads, shares, leadStep, hills };
}

/** The hills of a policy in a plane, the one that can matter most there first. */
export function hillsInPlane(
  policy: GaussianPolicy,
  dimensions: PlaneDimensions,
  others: Others,
): WeighedHill[] {
  return weighed(
    others.kind === "slice"
      ? slicedHills(policy, dimensions, others.observation)
      : marginalHills(policy, dimensions, others.distribution),
  );
}

function weighed(hills: readonly PlaneHill[]): WeighedHill[] {
  const spreads = hills.map(({ weights }) =>
    weights.length > 1 ? weightSpread(weights) : Math.abs(weights[0]!),
  );
  const greatest = spreads.reduce((most, spread) => Math.max(most, spread), Number.MIN_VALUE);
  return hills
    .map((hill, k) => ({
      ...hill,
      importance: spreads[k]! / greatest,
      action: hill.weights.indexOf(Math.max(...hill.weights)),
    }))
    .sort((one, other) => other.importance - one.importance);
}

function leadsOf(values: readonly Float64Array[]) {
  const count = values[0]!.length;
  const leads = values.map(() => new Float64Array(count));
  const wins = values.map(() => 0);
  const winning = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let best = 0;
    let second = Number.NEGATIVE_INFINITY;
    for (let a = 1; a < values.length; a++) {
      if (values[a]![i]! > values[best]![i]!) {
        second = values[best]![i]!;
        best = a;
      } else second = Math.max(second, values[a]![i]!);
    }
    const most = values[best]![i]!;
    wins[best]!++;
    if (values.length === 1) leads[0]![i] = most;
    else for (let a = 0; a < values.length; a++) leads[a]![i] = values[a]![i]! - (a === best ? second : most);
    winning[i] = Math.abs(leads[best]![i]!);
  }
  // The lead that few points exceed, so that one peak does not make all the rest pale.
  const typicalLead = winning.sort()[Math.floor(0.96 * (count - 1))]!;
  return { leads, shares: wins.map((each) => each / count), typicalLead };
}

/** The grid's point nearest to one of the plane, as an index, or undefined outside of it. */
export function gridIndex({ x, y, resolution }: PlaneField, [atX, atY]: PlanePoint): number | undefined {
  const column = Math.round(((atX - x[0]) / (x[1] - x[0])) * (resolution - 1));
  const row = Math.round(((atY - y[0]) / (y[1] - y[0])) * (resolution - 1));
  if (!(column >= 0 && column < resolution && row >= 0 && row < resolution)) return undefined;
  return row * resolution + column;
}
