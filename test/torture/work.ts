// One part's cases, in a process of its own, so that a crash or a hang is seen from outside; `main.ts` starts it.
//
//   node work.ts PART SEED FIRST LAST MILLISECONDS FOLDER
import { mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Xoshiro128 } from "drumlin";
import { Finding, type Outcome } from "./part.ts";
import { parts } from "./parts.ts";

const [name, ...numbers] = process.argv.slice(2);
const [seed, first, last, milliseconds] = numbers.map(Number) as [number, number, number, number];
const folder = numbers[4]!;
const part = parts.find((candidate) => candidate.name === name)!;
const findings = join(folder, "findings");
mkdirSync(findings, { recursive: true });
// Eight bytes that the parent reads: the case being tried. A message would wait in a queue while a case computes.
const place = openSync(join(folder, "case"), "w");
const number = new Float64Array(1);
const at = (index: number) => {
  number[0] = index;
  writeSync(place, number, 0, 8, 0);
};

const outcomes: Record<Outcome, number> = { refused: 0, same: 0, other: 0, worked: 0 };
const counted: Record<string, number> = {};
const counts = {
  add(what: string, count = 1) {
    counted[what] = (counted[what] ?? 0) + count;
  },
};
let broken = 0;
let index = first;
const report = () =>
  writeFileSync(
    join(folder, `report-${first}.json`),
    JSON.stringify({ first, next: index, outcomes, counted, broken }),
  );

at(-1);
const torturer = await part.prepare(folder, seed);
if (typeof torturer === "string") {
  writeFileSync(join(folder, "impossible"), torturer);
  process.exit(0);
}
const end = performance.now() + milliseconds;
let reported = performance.now();
for (; index <= last && performance.now() < end; index++) {
  at(index);
  // Streams are numbered by the case, so that it is the same one wherever the bench begins.
  const random = Xoshiro128.fromSeed(seed, index);
  try {
    outcomes[await torturer.attempt(random, counts)]++;
  } catch (error) {
    broken++;
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    writeFileSync(
      join(findings, `${index}.txt`),
      `${error instanceof Finding ? message : (stack ?? message)}\n`,
    );
    if (error instanceof Finding && error.input !== undefined)
      writeFileSync(join(findings, `${index}.input`), error.input);
  }
  if (performance.now() - reported > 1000) {
    reported = performance.now();
    report();
  }
}
report();
await torturer.dispose?.();
process.exit(0);
