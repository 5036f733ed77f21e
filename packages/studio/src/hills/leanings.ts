import type { Explanation } from "drumlin";
import { niceStep } from "../ui/nice-step.ts";

/** What speaks for each action: its value, or what is added to it, less the mean over all actions. Sums to 0. */
type Leanings = readonly number[];

/** One line of an explanation. */
interface VoteLine {
  readonly id: number;
  /** From 0 to 1. */
  readonly activation: number;
  readonly contributions: readonly number[];
  readonly leanings: Leanings;
}

/** An explanation short enough to be read: the hills that separate the actions most, and all others as one. */
export interface VoteSummary {
  readonly action: number;
  readonly values: readonly number[];
  readonly leanings: Leanings;
  readonly votes: readonly VoteLine[];
  readonly others: {
    readonly count: number;
    readonly contributions: readonly number[];
    readonly leanings: Leanings;
  };
  /** The length of a full bar: no leaning is greater; 1, 2 or 5 times a power of ten, so that it seldom changes. */
  readonly fullBar: number;
}

/** The first `limit` votes of an explanation, and the sum of the others. Contributions of all lines add up to the values. */
export function summarizeVotes({ action, values, votes }: Explanation, limit: number): VoteSummary {
  const lines = votes.slice(0, limit).map((vote) => ({ ...vote, leanings: leaningsOf(vote.contributions) }));
  const rest = votes.slice(limit);
  const summed = values.map((_, a) => rest.reduce((sum, { contributions }) => sum + contributions[a]!, 0));
  const others = { count: rest.length, contributions: summed, leanings: leaningsOf(summed) };
  const leanings = leaningsOf(values);
  const all = [leanings, others.leanings, ...lines.map((line) => line.leanings)].flat();
  const greatest = all.reduce((most, leaning) => Math.max(most, Math.abs(leaning)), 0);
  return { action, values, leanings, votes: lines, others, fullBar: greatest === 0 ? 1 : niceStep(greatest) };
}

function leaningsOf(values: readonly number[]): Leanings {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Decimals with which numbers that differ by up to `fullBar` are told apart, from 0 to 6. */
export function decimalsOf(fullBar: number): number {
  return Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(fullBar))));
}

/** A number with so many decimals: −0.120. */
export function formatDecimals(value: number, decimals: number): string {
  const size = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(size) !== 0 ? `−${size}` : size;
}
