import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../examples/", import.meta.url));

/** What an example must print to have done what it shows. */
const outcomes: Record<string, RegExp> = {
  "ten-lines.ts": /^mean return (4[89]\d|500)\b.*, 3 hills, twin agrees: true$/,
  "thermostat.ts": /day by day: \d+\.\d+, .*, 0\.\d+$/,
  "own-environment.ts": /^keeps the contract: true; mean return 1$/,
};

test.each(readdirSync(folder))("example %s is short, runs, and does what it shows", (name) => {
  const source = readFileSync(`${folder}${name}`, "utf8");
  expect(source.split("\n").length).toBeLessThan(60);
  const output = execFileSync(process.execPath, [`${folder}${name}`], { encoding: "utf8" });
  expect(output.trim()).toMatch(outcomes[name]);
});
