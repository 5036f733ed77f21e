import { describe, expect, test } from "vitest";
import { filteredRows, sortedRows } from "./sorted-rows.ts";

describe("sorted rows", () => {
  const rows = [{ at: 3 }, { at: null }, { at: 20 }, { at: 1 }];

  test("have those without a value last, whichever the direction", () => {
    expect(sortedRows(rows, ({ at }) => at, "ascending").map(({ at }) => at)).toEqual([1, 3, 20, null]);
    expect(sortedRows(rows, ({ at }) => at, "descending").map(({ at }) => at)).toEqual([20, 3, 1, null]);
  });

  test("of equal value keep their order", () => {
    const equal = [
      { name: "b", at: 1 },
      { name: "a", at: 1 },
      { name: "c", at: 0 },
    ];
    for (const direction of ["ascending", "descending"] as const) {
      const names = sortedRows(equal, ({ at }) => at, direction).map(({ name }) => name);
      expect(names.indexOf("b")).toBeLessThan(names.indexOf("a"));
    }
  });

  test("put run-2 before run-10", () => {
    expect(sortedRows(["run-10", "run-2", "Run-1"], (name) => name, "ascending")).toEqual([
      "Run-1",
      "run-2",
      "run-10",
    ]);
  });

  test("leave the given rows as they are", () => {
    const given = [2, 1];
    sortedRows(given, (value) => value, "ascending");
    expect(given).toEqual([2, 1]);
  });
});

describe("filtered rows", () => {
  const rows = ["cartpole-v1 done", "acrobot-v1 training"];

  test("hold every word, in any order and case", () => {
    expect(filteredRows(rows, " DONE cart", (row) => row)).toEqual(["cartpole-v1 done"]);
    expect(filteredRows(rows, "done acrobot", (row) => row)).toEqual([]);
  });

  test("are all rows when the filter is empty", () => {
    expect(filteredRows(rows, "  ", (row) => row)).toBe(rows);
  });
});
