import type { Explanation } from "drumlin";
import { describe, expect, it } from "vitest";
import { decimalsOf, formatDecimals, summarizeVotes } from "./leanings.ts";

const votes = Array.from({ length: 30 }, (_, id) => ({
  id,
  activation: 1 / (id + 1),
  contributions: [Math.sin(id) * 5, Math.cos(3 * id), id / 7],
}));
const values = [0, 1, 2].map((a) => votes.reduce((sum, { contributions }) => sum + contributions[a]!, 0));
const familiarity = { commonValue: 0, seen: true, nearest: { id: 0, spreads: 0 }, beyond: [] };
const explanation: Explanation = { ...familiarity, action: 2, values, votes };

describe("a summary of votes", () => {
  it("adds up to the values, however many hills are shown", () => {
    for (const limit of [0, 1, 8, 30, 50]) {
      const { votes: lines, others } = summarizeVotes(explanation, limit);
      expect(lines.length + others.count).toBe(30);
      for (const [a, value] of values.entries()) {
        const sum = lines.reduce((so, { contributions }) => so + contributions[a]!, others.contributions[a]!);
        expect(sum).toBeCloseTo(value, 10);
      }
    }
  });

  it("leans nowhere over all actions together, and its lines lean together as the values do", () => {
    const { leanings, votes: lines, others } = summarizeVotes(explanation, 8);
    for (const line of [leanings, others.leanings, ...lines.map((each) => each.leanings)])
      expect(line.reduce((sum, leaning) => sum + leaning, 0)).toBeCloseTo(0, 10);
    for (const [a, leaning] of leanings.entries()) {
      const sum = lines.reduce((so, line) => so + line.leanings[a]!, others.leanings[a]!);
      expect(sum).toBeCloseTo(leaning, 10);
    }
  });

  it("has a full bar that no leaning exceeds, and that is less than 2.5 times the greatest", () => {
    for (const factor of [1e-7, 0.013, 1, 9.99, 4e5]) {
      const scaled = votes.map((vote) => ({
        ...vote,
        contributions: vote.contributions.map((c) => c * factor),
      }));
      const summary = summarizeVotes(
        { ...familiarity, action: 2, values: values.map((v) => v * factor), votes: scaled },
        8,
      );
      const all = [
        summary.leanings,
        summary.others.leanings,
        ...summary.votes.map((line) => line.leanings),
      ].flat();
      const greatest = Math.max(...all.map(Math.abs));
      expect(summary.fullBar).toBeGreaterThanOrEqual(greatest);
      expect(summary.fullBar).toBeLessThan(2.5 * greatest + 1e-300);
    }
  });

  it("of a policy without hills has empty bars of a length that can be divided by", () => {
    const { fullBar, leanings } = summarizeVotes({ ...familiarity, action: 0, values: [0, 0], votes: [] }, 8);
    expect([fullBar, ...leanings]).toEqual([1, 0, 0]);
  });
});

describe("decimals", () => {
  it("tell hundredths of a full bar apart, and never write a negative zero", () => {
    expect([200, 10, 1, 0.05, 1e-9].map(decimalsOf)).toEqual([0, 1, 2, 4, 6]);
    expect(formatDecimals(-1.256, 2)).toBe("−1.26");
    expect(formatDecimals(-0.001, 2)).toBe("0.00");
  });
});
