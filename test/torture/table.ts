import type { PartResult } from "./host.ts";

/** Every part in a row of a Markdown table, and all of them in the last. */
export function tableOf(results: readonly PartResult[]): string {
  const rows = results.map(({ part, impossible, cases, outcomes, counted, findings }) => [
    part.name,
    part.what,
    impossible ?? count(cases),
    Object.entries({ ...outcomes, ...counted })
      .filter(([, number]) => number > 0)
      .map(([name, number]) => `${name} ${count(number)}`)
      .join(", "),
    String(findings.length),
  ]);
  const all = results.reduce((sum, { cases }) => sum + cases, 0);
  const found = results.reduce((sum, { findings }) => sum + findings.length, 0);
  const lines = [
    ["part", "what is done", "cases", "of these, and beside", "findings"],
    ["---", "---", "---:", "---", "---:"],
    ...rows,
    ["all", "", count(all), "", String(found)],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
