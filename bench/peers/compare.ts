/**
 * Ours and theirs in turn, on one core: an update in JAX and PyTorch, its gradient part in C++, and with `--cartpole` the seconds
 * stable-baselines3 takes to solve CartPole-v1. See README.md.
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "../../packages/lab/src/analysis/median.ts";

/** A program that times one update at several sizes and prints a line for each. */
interface Peer {
  readonly title: string;
  readonly command: readonly string[];
  /** Its name for the flag that every size comes with. */
  readonly sizeFlag: string;
}

/** What a peer prints: microseconds of one update of `peer` (or, if ours, of `name`). */
interface UpdateLine {
  readonly peer?: string;
  readonly name?: string;
  readonly D: number;
  readonly A: number;
  readonly K: number;
  readonly microseconds: number;
}

/** One training on CartPole-v1, up to the first evaluation over the threshold. */
interface CartPoleLine {
  readonly steps: number;
  readonly seconds: number;
  /** Absent if it always is. */
  readonly solved?: boolean;
}

const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    core: { type: "string", default: String(cpus().length - 1) },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.3" },
    size: { type: "string", multiple: true, default: ["4,2,50", "4,2,500", "6,3,50", "6,3,500", "8,4,200"] },
    cartpole: { type: "boolean", default: false },
    seeds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});

const here = fileURLToPath(new URL(".", import.meta.url));
const bench = fileURLToPath(new URL("..", import.meta.url));
const pinned = succeeds("taskset", "-c", values.core, "true") ? ["taskset", "-c", values.core] : [];

const versions = {
  jax: packageVersion("jax"),
  torch: packageVersion("torch"),
  sb3: packageVersion("stable_baselines3"),
  native: succeeds("make", "-s", "-C", `${here}native`)
    ? output("g++", "-dumpfullversion").trim()
    : undefined,
};

const peers: Peer[] = [
  { title: "ours", command: [process.execPath, `${bench}update.ts`, "--json"], sizeFlag: "--size" },
];
addIf(versions.native, "C++", `${here}native/dist/gradient`);
addIf(versions.native, "C++ without FMA", `${here}native/dist/gradient-no-fma`);
addIf(versions.jax, "JAX", values.python, `${here}jax_update.py`);
addIf(versions.torch, "PyTorch", values.python, `${here}torch_update.py`);

printHeader();
printUpdates(measureUpdates());
if (values.cartpole) printCartPole(measureCartPole());

function addIf(version: string | undefined, title: string, ...command: string[]): void {
  if (version) peers.push({ title, command, sizeFlag: "--sizes" });
  else say(`${title} is skipped: not installed\n`);
}

/** Rounds in which every peer is measured once, so that a busy minute of the machine falls on all of them. */
function measureUpdates(): UpdateLine[] {
  const lines: UpdateLine[] = [];
  const rounds = Number(values.rounds);
  for (let round = 1; round <= rounds; round++) {
    for (const { title, command, sizeFlag } of peers) {
      say(`round ${round} of ${rounds}: ${title}\n`);
      const sizes = values.size.flatMap((size) => [sizeFlag, size]);
      lines.push(
        ...run<UpdateLine>(title, ...command, "--rounds", "1", "--seconds", values.seconds, ...sizes),
      );
    }
  }
  return lines;
}

function printUpdates(lines: UpdateLine[]): void {
  const columns = [
    { name: "jax-scan", title: "JAX scan", ours: "update" },
    { name: "jax-scan-autodiff", title: "JAX scan, autodiff", ours: "update" },
    { name: "torch-eager", title: "PyTorch eager", ours: "update" },
    { name: "native", title: "C++", ours: "gradient" },
    { name: "native-no-fma", title: "C++ without FMA", ours: "gradient" },
  ];
  const cells = (ours: string) => columns.filter((column) => column.ours === ours);
  const title = (ours: string) => cells(ours).flatMap((column) => [column.title, "ratio"]);
  const rows = values.size.map((size) => {
    const microseconds = (name: string) => {
      const found = lines.filter(
        (line) => (line.peer ?? line.name) === name && `${line.D},${line.A},${line.K}` === size,
      );
      // A peer that failed in some rounds would be compared at other times than the rest.
      return found.length === Number(values.rounds)
        ? median(found.map((line) => line.microseconds))
        : Number.NaN;
    };
    const group = (ours: string) => [
      shown(microseconds(ours), 1),
      ...cells(ours).flatMap(({ name }) => [
        shown(microseconds(name), 1),
        shown(microseconds(name) / microseconds(ours), 2),
      ]),
    ];
    return [size, ...group("update"), ...group("gradient")];
  });
  const head = ["D,A,K", "ours, update", ...title("update"), "ours, gradient", ...title("gradient")];
  process.stdout.write("Microseconds an update; ratio: theirs to ours, above 1 where ours is faster\n\n");
  process.stdout.write(`${table([head, ...rows])}\n`);
}

/** Ours is the time of a whole process, start included; theirs is training time alone. */
function measureCartPole(): Map<string, CartPoleLine[]> {
  const results = new Map<string, CartPoleLine[]>();
  const keep = (title: string, lines: CartPoleLine[]) =>
    results.set(title, [...(results.get(title) ?? []), ...lines]);
  for (let seed = 0; seed < Number(values.seeds); seed++) {
    say(`CartPole-v1, seed ${seed} of ${values.seeds}\n`);
    keep("ours", run<CartPoleLine>("ours", process.execPath, `${bench}cartpole.ts`, "--seed", String(seed)));
    if (!versions.sb3) continue;
    for (const algorithm of ["ppo", "dqn"]) {
      const script = [values.python, `${here}sb3_cartpole.py`];
      const options = ["--algorithm", algorithm, "--seed", String(seed)];
      keep(`SB3 ${algorithm.toUpperCase()}`, run<CartPoleLine>("SB3", ...script, ...options));
    }
  }
  if (!versions.sb3) say("SB3 is skipped: not installed\n");
  return results;
}

function printCartPole(results: Map<string, CartPoleLine[]>): void {
  const rows = [...results].map(([title, lines]) => {
    const seconds = lines.map((line) => line.seconds).sort((a, b) => a - b);
    const solved = lines.filter((line) => line.solved !== false).length;
    return [
      title,
      shown(median(seconds), 2),
      seconds.map((number) => shown(number, 2)).join(" "),
      shown(median(lines.map((line) => line.steps)), 0),
      `${solved} of ${lines.length}`,
    ];
  });
  const head = ["CartPole-v1", "seconds, median", "each", "steps, median", "solved"];
  process.stdout.write(`\n${table([head, ...rows])}\n`);
}

function printHeader(): void {
  const { jax, torch, sb3, native } = versions;
  const named = { Node: process.version, JAX: jax, PyTorch: torch, "stable-baselines3": sb3, "g++": native };
  const installed = Object.entries(named).flatMap(([name, version]) =>
    version ? [`${name} ${version}`] : [],
  );
  const core = pinned.length > 0 ? `core ${values.core} of ${cpus().length}` : "not pinned to a core";
  const date = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    `${cpus()[0].model}, ${core}; ${date}\n${installed.join(", ")}; medians of ${values.rounds}\n\n`,
  );
}

/** The JSON lines a command prints on the chosen core; none, and one line saying so, if it fails. */
function run<Line>(title: string, ...command: string[]): Line[] {
  const [program, ...words] = [...pinned, ...command];
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) {
    const errors = stderr.split("\n").filter((line) => line.includes("Error"));
    say(`${title} failed: ${errors.at(-1) ?? stderr.trim()}\n`);
    return [];
  }
  if (values.json) process.stdout.write(stdout);
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line));
}

function succeeds(program: string, ...words: string[]): boolean {
  return spawnSync(program, words).status === 0;
}

function output(program: string, ...words: string[]): string {
  return spawnSync(program, words, { encoding: "utf8" }).stdout;
}

/** Of a Python package, or undefined where it is not installed. */
function packageVersion(name: string): string | undefined {
  const code = `from importlib.metadata import version; print(version("${name}"))`;
  const { status, stdout } = spawnSync(values.python, ["-c", code], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function shown(number: number, digits: number): string {
  return Number.isNaN(number) ? "–" : number.toFixed(digits);
}

/** A Markdown table, first row the head, columns of equal width. */
function table(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: string[]) => `| ${row.map((cell, i) => cell.padStart(widths[i])).join(" | ")} |`;
  const rule = `|${widths.map((width) => `${"-".repeat(width + 1)}:`).join("|")}|`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n");
}

function say(text: string): void {
  process.stderr.write(text);
}
