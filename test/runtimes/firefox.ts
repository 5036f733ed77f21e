// Trains in Node and in Firefox, on the page and in a worker, with the same seeds, and compares the bytes of the agents and
// of the policies they export. Prints a table of the agents' digests; exits 1 when one differs.
//
//   node test/runtimes/firefox.ts        (the command is that of the variable FIREFOX, or found on PATH)
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { findFirefox } from "./browsers.ts";
import { buildPage } from "./build-page.ts";
import { places } from "./page/report.ts";
import { type Choice, type Fingerprint, trainOnEach } from "./page/trainings.ts";
import { runInBrowser } from "./run-in-browser.ts";

const firefox = findFirefox();
if (!firefox) {
  process.stderr.write("there is no Firefox on PATH, nor a command in the variable FIREFOX\n");
  process.exit(2);
}
const page = await buildPage(fileURLToPath(new URL("page", import.meta.url)));
const node = await trainOnEach();
const reports = await runInBrowser<typeof node>(firefox, page);

const rows = [
  ["backend", "environment", "Node", ...places.map((place) => `Firefox, ${place}`)],
  ...(["simd", "reference", "unnamed"] as const).flatMap(rowsOf),
];
for (const [backend, environment, ...digests] of rows) {
  const cells = digests.map((digest) => digest.padEnd(20));
  process.stdout.write(`${backend.padEnd(10)} ${environment.padEnd(15)} ${cells.join(" ").trimEnd()}\n`);
}
const same = places.every((place) => isDeepStrictEqual(reports[place], node));
process.stdout.write(same ? "byte for byte the same\n" : "DIFFERENT\n");
process.exitCode = same ? 0 : 1;

function rowsOf(choice: Choice): string[][] {
  const columns = [node, ...places.map((place) => reports[place])].map((results) => results[choice]);
  return (node[choice] as Fingerprint[]).map(({ environment }, i) => [
    choice,
    environment,
    ...columns.map((column) => (typeof column === "string" ? column : column[i].agent.slice(0, 16))),
  ]);
}
