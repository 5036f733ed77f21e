import { expect, test } from "vitest";
import type { Palette } from "../ui/palette.ts";
import { lineLook } from "./line-looks.ts";

const palette = { actions: ["a", "b", "c", "d", "e", "f", "g", "h"] } as unknown as Palette;
const looks = Array.from({ length: 24 }, (_, i) => lineLook(i, palette));

test("no two of 24 lines look the same", () => {
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(24);
});

test("neighbours differ in colour and in dashes, for who cannot tell one of them", () => {
  for (const [i, { color, dash }] of looks.slice(1).entries()) {
    expect(color).not.toBe(looks[i]!.color);
    expect(dash).not.toEqual(looks[i]!.dash);
  }
});
