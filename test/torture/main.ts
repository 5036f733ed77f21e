// Tortures everything that strangers can reach, and everything that must outlive a kill, for ten minutes:
//
//   npm run torture -- [--minutes 10 | --hours N] [--seed 1] [--part NAME [--case N]] [--write]
//
// Every case is made of the seed, the part and its number alone; a finding names the command that repeats it. With --write
// the table goes into docs/reliability.md. Exits 1 when there is a finding.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type PartResult, runPart } from "./host.ts";
import { parts } from "./parts.ts";
import { tableOf } from "./table.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    hours: { type: "string" },
    seed: { type: "string", default: "1" },
    part: { type: "string" },
    case: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const minutes = values.hours === undefined ? Number(values.minutes) : 60 * Number(values.hours);
const seed = Number(values.seed);
const only = values.case === undefined ? undefined : Number(values.case);
const chosen = values.part === undefined ? parts : parts.filter(({ name }) => name === values.part);
if (
  !(minutes > 0) ||
  !Number.isSafeInteger(seed) ||
  seed < 0 ||
  chosen.length === 0 ||
  (only !== undefined && !Number.isSafeInteger(only))
) {
  process.stderr.write(
    `usage: npm run torture -- [--minutes N | --hours N] [--seed N] [--part NAME [--case N]] [--write]\nparts: ${parts.map(({ name }) => name).join(", ")}\n`,
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "drumlin-torture-"));
const range: readonly [number, number] = only === undefined ? [0, 2 ** 32 - 1] : [only, only];
const lanes = Math.min(2, availableParallelism(), chosen.length);
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
const milliseconds = (share: number) => (lanes * minutes * 60_000 * share) / shares;

// Two at a time: the longest first, each lane taking the next as it becomes free.
const waiting = chosen.toSorted((a, b) => b.share - a.share);
const results: PartResult[] = [];
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await runPart(
        part,
        seed,
        range,
        milliseconds(part.share),
        join(folder, part.name.replaceAll(" ", "-")),
      );
      results.push(result);
      process.stderr.write(
        `${part.name}: ${result.impossible ?? `${result.cases} cases, ${result.findings.length} findings`}\n`,
      );
    }
  }),
);
const ordered = parts.flatMap((part) => results.filter((result) => result.part === part));
const table = tableOf(ordered);
process.stdout.write(`\n${table}\n`);
let found = 0;
for (const { part, findings } of ordered)
  for (const finding of findings) {
    found++;
    process.stdout.write(
      `\n${part.name}, case ${finding.case}: ${finding.seen.slice(0, 600)}\n  again: npm run torture -- --seed ${seed} --part "${part.name}" --case ${finding.case}\n`,
    );
  }
if (found === 0) rmSync(folder, { recursive: true });
else process.stdout.write(`\n${found} findings, with their inputs, in ${folder}\n`);
if (values.write) {
  const page = new URL("../../docs/reliability.md", import.meta.url);
  const text = readFileSync(page, "utf8");
  const heading = `Seed ${seed}, ${minutes} minutes, Node ${process.versions.node}: \`npm run torture -- --minutes ${minutes} --seed ${seed}\`.`;
  writeFileSync(
    page,
    text.replace(
      /<!-- torture -->[\s\S]*<!-- \/torture -->/,
      () => `<!-- torture -->\n${heading}\n\n${table}\n<!-- /torture -->`,
    ),
  );
}
process.exitCode = found > 0 ? 1 : 0;
