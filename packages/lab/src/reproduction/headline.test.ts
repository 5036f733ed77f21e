import { expect, test } from "vitest";
import type { Claim, Verdict } from "./experiment.ts";
import { headlineTable, headlineVerdicts } from "./headline.ts";
import type { ExperimentResult } from "./result.ts";

function claim(verdict: Verdict, rest: Partial<Claim> = {}): Claim {
  const said = { statement: verdict, source: "paper", figure: "1 (0 … 2); 3", because: "so", row: "here" };
  return { ...said, verdict, ...rest };
}

function result(name: string, claims: Claim[], figures: string[] = []): ExperimentResult {
  return {
    name,
    title: name,
    question: "?",
    origin: { date: "2026-01-31", machine: "one", command: `npx drumlin reproduce ${name}`, quick: false },
    trials: { count: 1, seconds: 1, failed: [] },
    text: [],
    tables: [],
    figures: figures.map((figure) => ({ name: figure, caption: figure })),
    claims,
  };
}

const rows = [{ id: "here", statement: "It is so", source: "abstract" }];
const places = {
  figure: (...names: string[]) => `#${names.join("-")}`,
  experiment: (name: string) => `#${name}`,
};

test.each<[Verdict, Verdict[]]>([
  ["confirmed", ["confirmed", "confirmed"]],
  ["open", ["confirmed", "open"]],
  ["not confirmed", ["open", "not confirmed", "confirmed"]],
  ["differs", ["confirmed", "open", "not confirmed", "differs"]],
  ["open", []],
])("a row is %s by the worst of its claims, %j", (verdict, verdicts) => {
  const half = Math.ceil(verdicts.length / 2);
  const [first, second] = [verdicts.slice(0, half), verdicts.slice(half)];
  const elsewhere = claim("differs", { row: "elsewhere" });
  const results = [
    result("first", [elsewhere, ...first.map((word) => claim(word))]),
    result(
      "second",
      second.map((word) => claim(word)),
    ),
  ];
  expect(headlineVerdicts(rows, results)[0]).toMatchObject({ verdict });
});

test("a row shows the claim that decides, the picture of it, or else another's, and every experiment", () => {
  const drawn = result("drawn", [claim("confirmed", { picture: "curve" })], ["curve"]);
  const refuted = claim("differs", { statement: "Here, too", decisive: "1 (0 … 2)", picture: "lost" });
  const table = headlineTable(rows, [drawn, result("bare", [refuted])], places);
  expect(table.rows).toEqual([
    [
      "It is so",
      "differs; 1 of 2 claims confirmed",
      "Here, too: 1 (0 … 2)",
      [
        { text: "picture", href: "#drawn-curve" },
        { text: "drawn", href: "#drawn" },
        { text: "bare", href: "#bare" },
      ],
      "abstract",
    ],
  ]);
});

test("a row without claims is open, for there are no trials", () => {
  expect(headlineTable(rows, [], places).rows).toEqual([
    ["It is so", "open: no trials", "–", [], "abstract"],
  ]);
});
