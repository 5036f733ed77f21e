import type { EnvironmentSpec, Hill } from "drumlin";
import { formatSigned, formatSignificant } from "../words/numbers.ts";

/** A hill is narrow along an observation when all hills together reach this part farther than it does. */
const narrow = 0.15;
/** An observation is named when narrowness and distance, both in the hill's own deviations, add up to this. */
const leastTelling = 0.3;
const mostNames = 3;

/** Where all hills together lie along one observation. */
export interface Place {
  readonly mean: number;
  readonly deviation: number;
}

/** What a hill does: `votes for push right (+12.3) around pole angle 0.05 rad`. */
export function describeHillInWords(hill: Hill, spec: EnvironmentSpec, places: readonly Place[]): string {
  return `${vote(hill.weights, spec.actionNames)} ${place(hill, spec, places)}`;
}

/** The action whose weight stands out from the mean of the others, and by how much. */
function vote(weights: readonly number[], actionNames: readonly string[]): string {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const stands = weights.map((weight) => weight - (sum - weight) / Math.max(1, weights.length - 1));
  // On equal terms (always, with two actions) a vote for says more than one against.
  const outstanding = stands.reduce((best, value, a) => {
    const [now, before] = [Math.abs(value), Math.abs(stands[best]!)];
    const clearly = now > before * (1 + 1e-9);
    const equally = now >= before * (1 - 1e-9);
    return clearly || (equally && value > stands[best]!) ? a : best;
  }, 0);
  const value = stands[outstanding]!;
  return `votes ${value < 0 ? "against" : "for"} ${actionNames[outstanding]} (${formatSigned(value)})`;
}

/** Where the hill stands: along the observations in which it is narrowest, or farthest from the other hills. */
function place(
  { center, standardDeviations }: Hill,
  spec: EnvironmentSpec,
  places: readonly Place[],
): string {
  const along = center
    .map((value, i) => {
      const { mean, deviation } = places[i]!;
      const narrowness = deviation / standardDeviations[i]! - 1;
      const distance = Math.abs(value - mean) / standardDeviations[i]!;
      const { name, unit } = spec.observationNames[i]!;
      return { narrowness, distance, words: `${name} ${withUnit(value, unit)}` };
    })
    .sort((a, b) => b.narrowness + b.distance - a.narrowness - a.distance)
    .slice(0, mostNames);
  const telling = along.filter(({ narrowness, distance }) => narrowness + distance > leastTelling);
  const words = (telling.length > 0 ? telling : along.slice(0, 1)).map((entry) => entry.words).join(", ");
  return `${telling.some(({ narrowness }) => narrowness > narrow) ? "around" : "broadly, towards"} ${words}`;
}

/** 0.05 rad; without a unit just the number. */
function withUnit(value: number, unit: string): string {
  return unit === "" ? formatSignificant(value) : `${formatSignificant(value)} ${unit}`;
}
