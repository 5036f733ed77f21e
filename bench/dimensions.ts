import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type AgentOptions, type BackendName, presetNames } from "drumlin";
import { median } from "../packages/lab/src/analysis/median.ts";
import { updateSubject } from "./learner-subjects.ts";
import type { Subject } from "./subject.ts";

// What an update costs as observations grow: a Markdown table of microseconds, a row for each D. Processor time, which a busy
// machine changes less than the clock's; rounds are interleaved, so that a busy minute falls on every column.

/** A column: a backend, and the options in which it differs from the preset. */
interface Column {
  readonly title: string;
  readonly backend: BackendName;
  readonly options: Partial<AgentOptions>;
}
const COLUMNS: readonly Column[] = [
  { title: "simd", backend: "simd", options: {} },
  { title: "simd, diagonal", backend: "simd", options: { covariance: "diagonal" } },
  { title: "reference", backend: "reference", options: {} },
  { title: "reference, diagonal", backend: "reference", options: { covariance: "diagonal" } },
];

const { values } = parseArgs({
  options: {
    dimension: { type: "string", multiple: true, default: ["4", "8", "16", "32", "64", "128"] },
    actions: { type: "string", default: "2" },
    components: { type: "string", default: "100" },
    preset: { type: "string", default: "default" },
    column: { type: "string", multiple: true, default: COLUMNS.map(({ title }) => title) },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.2" },
  },
});
const preset = presetNames.find((name) => name === values.preset);
if (!preset) throw new RangeError(`no preset ${values.preset}`);
const columns = COLUMNS.filter(({ title }) => values.column.includes(title));

const date = new Date().toISOString().slice(0, 10);
const [A, K] = [values.actions, values.components].map(Number);
print(`${cpus()[0].model}, Node ${process.version}, ${date}; preset ${preset}, A=${A}, K=${K};`);
print(`µs of processor time an update, median of ${values.rounds}\n`);
print(`| D | ${columns.map(({ title }) => title).join(" | ")} |`);
print(`|--:|${columns.map(() => "--:|").join("")}`);
for (const dimension of values.dimension) {
  const subjects = columns.map(({ backend, options }) =>
    updateSubject(backend, preset, {
      observationSize: Number(dimension),
      actionCount: A,
      componentCount: K,
      ...options,
    }),
  );
  const round = () => subjects.map((subject) => timeRound(subject, Number(values.seconds)));
  round();
  const rounds = Array.from({ length: Number(values.rounds) }, round);
  const medians = subjects.map((_, column) => median(rounds.map((times) => times[column])));
  print(`| ${dimension} | ${medians.map((time) => time.toFixed(time < 100 ? 1 : 0)).join(" | ")} |`);
}

/** Microseconds of the thread's processor time a call, over one round. */
function timeRound({ call }: Subject, seconds: number): number {
  const end = performance.now() + seconds * 1000;
  const before = process.threadCpuUsage();
  let calls = 0;
  do {
    call();
    calls++;
  } while (performance.now() < end);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / calls;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
