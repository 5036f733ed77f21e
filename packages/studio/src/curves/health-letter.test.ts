import { expect, test } from "vitest";
import { healthLetter } from "./health-letter.ts";

test("no two events have the same letters", () => {
  const letters = Array.from({ length: 800 }, (_, i) => healthLetter(i));
  expect(new Set(letters).size).toBe(800);
  expect([letters[0], letters[25], letters[26], letters[52]]).toEqual(["A", "Z", "AA", "BA"]);
});
