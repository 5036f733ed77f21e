import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { nodeComplaint } from "./node-complaint.ts";

it.each([
  ["18.0.0", false],
  ["20.20.2", false],
  ["22.12.0", false],
])("Node %s is refused in one sentence that names it and what would do", (version, hasSqlite) => {
  const complaint = nodeComplaint(version, hasSqlite);
  expect(complaint).toMatch(/^it needs Node 22\.13 or newer, and this is Node [\d.]+; .+$/);
  expect(complaint).toContain(version);
});

it.each(["22.13.0", "22.22.1", "24.0.0", "26.1.0-nightly"])("Node %s is taken", (version) => {
  expect(nodeComplaint(version, true)).toBeNull();
});

it("a newer Node without node:sqlite is refused in one sentence", () => {
  expect(nodeComplaint("23.0.0", false)).toMatch(/^this Node 23\.0\.0 .*node:sqlite.*$/);
});

it("nothing that an old Node lacks is imported before it is looked at", () => {
  const main = readFileSync(new URL("./main.ts", import.meta.url), "utf8");
  const imported = Array.from(main.matchAll(/^import (.*) from "(.*)";$/gm), ([, names, from]) => [
    names,
    from,
  ]);
  expect(imported).toEqual([
    // Whole: a name that it does not export would end an old Node before its first line.
    ["module", "node:module"],
    ["{ nodeComplaint }", "./node-complaint.ts"],
  ]);
  expect(main.indexOf("nodeComplaint(")).toBeLessThan(main.indexOf("await import("));
});
