import { describe, expect, it } from "vitest";
import { formatCount, formatDuration, formatReturn, formatSigned, formatSignificant } from "./numbers.ts";

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [0.012345, "0.0123"],
    [-4.5, "−4.50"],
    [1234.5, "1235"],
    [99_999, "99999"],
    [1_234_567, "1.23e+6"],
    [-0.0000123, "−1.23e-5"],
    [Number.POSITIVE_INFINITY, "Infinity"],
  ])("%d has three significant digits: %s", (value, text) => {
    expect(formatSignificant(value)).toBe(text);
  });

  it("have a sign, separators, or minutes where they need them", () => {
    expect([formatSigned(2), formatSigned(-2)]).toEqual(["+2.00", "−2.00"]);
    expect(formatCount(1_234_567)).toBe("1,234,567");
    expect([formatReturn(500), formatReturn(-84.256)]).toEqual(["500", "-84.26"]);
    expect([7, 750, 3723].map(formatDuration)).toEqual(["0:07", "12:30", "1:02:03"]);
  });
});
