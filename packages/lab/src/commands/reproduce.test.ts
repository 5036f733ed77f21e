import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-reproduce-"));
const experiments = join(folder, "experiments");
const repository = fileURLToPath(new URL("../../../../experiments", import.meta.url));
const places = ["--experiments", experiments, "--store", join(folder, "store.db"), "--workers", "1"];

const study = `name: little
environments: [CartPole-v1]
agents:
  small: { kind: sgmm-q, components: 2 }
seeds: 3
steps: 900
evaluation: { every: 300, episodes: 3 }
`;

const program = `export const headline = [
  { id: "few", statement: "Few hills are enough", source: "abstract" },
  { id: "much", statement: "Much is not needed", source: "Fig. 1a" },
];
const experiment = (title, { verdict, reproduces }) => ({
  title,
  question: "How far do two hills come?",
  studies: [{ file: "little.yaml", quick: { seeds: 2, steps: 200 } }],
  analyse({ "little.yaml": trials }) {
    const rows = trials.map(({ seed, finalReturn }) => ({ seed, finalReturn }));
    const spec = { data: { values: rows }, mark: "point", encoding: { x: { field: "seed", type: "ordinal" } } };
    return {
      text: ["Seen: " + trials.map(({ steps, curve }) => steps + "/" + curve.length).join(" ")],
      tables: [{ caption: "Returns", columns: ["seed", "a|b"], rows: trials.map(({ seed }) => [seed, "x|y"]) }],
      figures: [
        { name: "points", caption: "A point a seed", spec, rows },
        { name: "again", caption: "As in the paper", spec, rows, reproduces },
      ],
      claims: [
        { statement: "hills are few", source: "ours", figure: "2 (1 … 3)", verdict, because: "there are 2", row: "few", picture: "points" },
        { statement: "two are few", source: "paper", figure: "2; 3", verdict: "confirmed", because: "2 < 3" },
      ],
    };
  },
});
export default {
  first: experiment("First", { verdict: "confirmed", reproduces: "Fig. 1b" }),
  second: experiment("Second & last", { verdict: "differs", reproduces: "Fig. 1a" }),
};
`;

/** The parts of a text in their order. */
function expectInOrder(text: string, ...parts: string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  for (const [index, part] of parts.entries()) expect(places[index], part).toBeGreaterThanOrEqual(0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
}

beforeAll(() => {
  mkdirSync(experiments);
  writeFileSync(join(experiments, "index.js"), program);
  writeFileSync(join(experiments, "package.json"), '{ "type": "module" }');
  for (const [index, name] of ["first", "second"].entries()) {
    mkdirSync(join(experiments, name));
    writeFileSync(join(experiments, name, "little.yaml"), study.replace("little", `little-${index}`));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("drumlin reproduce", () => {
  it("lists the experiments with their trials and questions when none is named", async () => {
    const { status, stdout } = await runCaptured("reproduce", "--experiments", experiments);
    expect(status).toBe(0);
    expect(stdout).toMatch(/first +3 {2}How far/);
    expect(stdout).toMatch(/second +3 {2}How far/);
  });

  it("lists those of the repository: every study of theirs is right, and their own environments are known", async () => {
    const { status, stdout } = await runCaptured("reproduce", "--experiments", repository);
    expect(status).toBe(0);
    expect(stdout).toMatch(/universal-default +112 {2}/);
  });

  it("runs one, and writes its page, figures, data, findings and report", async () => {
    const output = join(folder, "one");
    const { status, stdout } = await runCaptured(
      "reproduce",
      "first",
      ...places,
      "--output",
      output,
      "--json",
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout.trim().split("\n").at(-1)!)).toEqual({
      report: join(output, "report.html"),
      experiments: [
        {
          name: "first",
          trials: 3,
          done: 3,
          failed: 0,
          claims: [
            expect.objectContaining({ statement: "hills are few", verdict: "confirmed" }),
            expect.objectContaining({ statement: "two are few" }),
          ],
        },
      ],
    });
    const written = readdirSync(join(output, "first")).toSorted();
    expect(written).toEqual([
      "README.md",
      "again.csv",
      "again.png",
      "again.svg",
      "findings.json",
      "points.csv",
      "points.png",
      "points.svg",
      "records.jsonl.gz",
      "trials.csv",
    ]);
    const page = readFileSync(join(output, "first", "README.md"), "utf8");
    expect(page).toContain("Seen: 900/3 900/3 900/3");
    expect(page).toContain("npx drumlin reproduce first");
    expect(page).toContain("| seed | a\\|b |\n|---:|---|\n| 0 | x\\|y |");
    expect(page).toContain("| hills are few | ours | 2 (1 … 3) | confirmed | there are 2 |");
    expect(page).not.toContain("--quick");
    expect(readFileSync(join(output, "first", "trials.csv"), "utf8")).toMatch(/^agent,environment,seed,/);
  });

  it("takes published trials as they are, and runs those that nobody published", async () => {
    const [one, again] = [join(folder, "one"), join(folder, "again")];
    const little = join(experiments, "first", "little.yaml");
    const published = ["--published", one, "--store", join(folder, "empty.db"), "--output", again];
    await runCaptured("reproduce", "first", ...places, ...published);
    const trialsIn = (output: string) => readFileSync(join(output, "first", "trials.csv"), "utf8");
    // Seconds, which no second run repeats, included.
    expect(trialsIn(again)).toBe(trialsIn(one));
    writeFileSync(little, readFileSync(little, "utf8").replace("seeds: 3", "seeds: 4"));
    await runCaptured("reproduce", "first", ...places, ...published);
    writeFileSync(little, readFileSync(little, "utf8").replace("seeds: 4", "seeds: 3"));
    expect(trialsIn(again).split("\n").slice(0, 4)).toEqual(trialsIn(one).split("\n").slice(0, 4));
    expect(trialsIn(again)).toMatch(/^small,CartPole-v1,3,done/m);
  });

  it("runs all of them shortened with --quick, says so, and runs nothing a second time", async () => {
    const output = join(folder, "all");
    const words = ["reproduce", "--all", "--quick", ...places, "--output", output];
    const first = await runCaptured(...words);
    expect(first.status).toBe(0);
    expect(first.stdout).toContain("confirmed: hills are few (2 (1 … 3))");
    expect(first.stdout).toContain(join(output, "report.html"));
    const report = readFileSync(join(output, "report.html"), "utf8");
    expect(report).toContain("Seen: 200/2 200/2");
    expect(report).toContain("Shortened studies (--quick)");
    expect(report).toContain("Second &amp; last");
    expect(report.match(/<svg/g)).toHaveLength(4);
    expect(readFileSync(join(output, "claims.md"), "utf8")).toContain("Shortened studies (--quick)");

    const again = await runCaptured(...words);
    expect(again.stderr).toContain("little-0-quick: 2 of 2 trials done");
    expect(again.stderr).not.toContain("running");
  });

  it("adds what one experiment finds to what others found before: figures, the short table, all verdicts", async () => {
    const output = join(folder, "joined");
    await runCaptured("reproduce", "first", ...places, "--output", output);
    const kept = join(output, "first", "findings.json");
    writeFileSync(kept, readFileSync(kept, "utf8").replace(/"date": ".*"/, '"date": "2026-01-31"'));
    await runCaptured("reproduce", "second", ...places, "--output", output);

    const claims = readFileSync(join(output, "claims.md"), "utf8");
    expect(claims).toMatch(/^2026-01-31 to 20\d\d-\d\d-\d\d\. All of it: `npx drumlin reproduce --all`/m);
    expectInOrder(
      claims,
      "](second/again.svg) ![Fig. 1b: ",
      "](first/again.svg)",
      "**Fig. 2b**, return against the share of nonzero parameters on Acrobot-v1: open, no trials.",
      "| Few hills are enough | differs; 1 of 2 claims confirmed | hills are few: 2 (1 … 3) | [picture](second/points.svg), [first](first/README.md), [second](second/README.md) | abstract |",
      "| Much is not needed | open: no trials | – | – | Fig. 1a |",
      "- The paper's: 2 claims: 2 confirmed.",
      "- Others', and ours: 2 claims: 1 confirmed, 1 differs.",
      "### [First](first/README.md)\n\n2026-01-31, ",
      "    npx drumlin reproduce first",
      "### [Second & last](second/README.md)",
      "    npx drumlin reproduce second",
      "| hills are few | ours | 2 (1 … 3) | differs | there are 2 |",
    );
    expectInOrder(
      readFileSync(join(output, "report.html"), "utf8"),
      '<figure id="second-again">',
      "<figcaption>Fig. 1a. As in the paper",
      '<figure id="first-again">',
      "<td>differs; 1 of 2 claims confirmed</td>",
      '<a href="#second-points">picture</a>, <a href="#first">first</a>, <a href="#second">second</a>',
      '<section id="first">',
      "2026-01-31, ",
      '<section id="second">',
      '<figure id="second-points">',
    );
  });

  it("refuses quick results among full ones, the reverse, and findings of another format, before it runs anything", async () => {
    const output = join(folder, "unmixed");
    await runCaptured("reproduce", "first", ...places, "--output", output);
    const quick = await runCaptured("reproduce", "second", "--quick", ...places, "--output", output);
    expect(quick).toMatchObject({ status: 2, stdout: "" });
    expect(quick.stderr).toContain(
      `${output} has full results (first), among which quick ones must not stand`,
    );

    const kept = join(output, "first", "findings.json");
    const full = readFileSync(kept, "utf8");
    writeFileSync(kept, full.replace('"quick": false', '"quick": true'));
    const mixed = await runCaptured("reproduce", "second", ...places, "--output", output);
    expect(mixed.status).toBe(2);
    expect(mixed.stderr).toContain("has quick results (first), among which full ones must not stand");

    writeFileSync(kept, full.replace('"format": 1', '"format": 0'));
    const { status, stderr } = await runCaptured("reproduce", "second", ...places, "--output", output);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /cannot read .*findings\.json: its format is 0; .* repeat drumlin reproduce first/,
    );
    expect(existsSync(join(output, "second"))).toBe(false);
  });

  it.each<[string, string[], RegExp]>([
    ["a name that is no experiment", ["frist"], /no experiment "frist"; did you mean first\?/],
    ["a name and --all", ["first", "--all"], /a name or --all, not both/],
    ["a folder without experiments", ["--experiments", folder], /no experiments in .*--experiments/],
  ])(
    "refuses %s with status 2 and one line, before anything is written",
    async (_title, words, complaint) => {
      const output = join(folder, "refused");
      const { status, stderr } = await runCaptured("reproduce", ...places, ...words, "--output", output);
      expect({ status, lines: stderr.trim().split("\n").length }).toEqual({ status: 2, lines: 1 });
      expect(stderr).toMatch(complaint);
      expect(existsSync(output)).toBe(false);
    },
  );

  it("refuses a malformed study of the last experiment before it runs the first", async () => {
    const path = join(experiments, "second", "little.yaml");
    const right = readFileSync(path, "utf8");
    writeFileSync(path, right.replace("steps: 900", "steps: many"));
    const output = join(folder, "malformed");
    const { status, stderr } = await runCaptured("reproduce", "--all", ...places, "--output", output);
    writeFileSync(path, right);
    expect(status).toBe(2);
    expect(stderr).toMatch(/line 6: steps is "many"; it must be/);
    expect(existsSync(output)).toBe(false);
  });
});
