import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { FigureSpec } from "./figure-style.ts";
import { renderSvg } from "./render.ts";

/**
 * Holds a spec to golden/NAME.json; `vitest -u` accepts the new one. When they differ, NAME.golden.svg and NAME.changed.svg are drawn
 * beside it to be looked at. The spec is compared and not the picture, for a picture changes with every version of Vega.
 */
export async function expectGoldenSpec(name: string, spec: FigureSpec): Promise<void> {
  const golden = fileURLToPath(new URL(`golden/${name}.json`, import.meta.url));
  try {
    await expect(`${JSON.stringify(spec, rounded, 1)}\n`).toMatchFileSnapshot(golden);
  } catch (difference) {
    const draw = async (version: string, drawn: FigureSpec) =>
      writeFileSync(new URL(`golden/${name}.${version}.svg`, import.meta.url), await renderSvg(drawn));
    await draw("golden", JSON.parse(readFileSync(golden, "utf8")));
    await draw("changed", spec);
    throw difference;
  }
}

/** Six digits: the last ones of Math.exp are the engine's. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}
