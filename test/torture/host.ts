import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Outcome, Part } from "./part.ts";

const work = fileURLToPath(new URL("./work.ts", import.meta.url));

/** Seconds of the processor that one case may take in its own process. */
const patienceOfProcessor = 5;

/** What a part came to. */
export interface PartResult {
  readonly part: Part;
  /** Why this machine cannot do it. */
  readonly impossible?: string;
  readonly cases: number;
  readonly outcomes: Record<Outcome, number>;
  readonly counted: Record<string, number>;
  /** What broke: the case's number and what was seen. */
  readonly findings: readonly { readonly case: number; readonly seen: string }[];
}

/** Runs a part for so long; what crashes or hangs is a finding, and the next case is tried in a new process. */
export async function runPart(
  part: Part,
  seed: number,
  range: readonly [first: number, last: number],
  milliseconds: number,
  folder: string,
): Promise<PartResult> {
  mkdirSync(folder, { recursive: true });
  const findings = join(folder, "findings");
  mkdirSync(findings, { recursive: true });
  const end = performance.now() + milliseconds;
  let [first] = range;
  const [, last] = range;
  for (;;) {
    const left = end - performance.now();
    if (first > last || left <= 0) break;
    const ending = await oneProcess(part, seed, [first, last], left, folder);
    if (ending === null) break;
    if (ending.case < 0) {
      writeFileSync(join(findings, "-1.txt"), `preparing: ${ending.seen}\n`);
      break;
    }
    writeFileSync(join(findings, `${ending.case}.txt`), `${ending.seen}\n`);
    first = ending.case + 1;
  }
  return resultOf(part, folder, findings);
}

/** Null when it came to its end; else the case at which it crashed or hung. */
function oneProcess(
  part: Part,
  seed: number,
  [first, last]: readonly [number, number],
  milliseconds: number,
  folder: string,
): Promise<{ case: number; seen: string } | null> {
  const child = spawn(
    process.execPath,
    [work, part.name, String(seed), String(first), String(last), String(Math.ceil(milliseconds)), folder],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output = (output + chunk).slice(-2000);
    });
  let current = -1;
  let since = performance.now();
  let used = 0;
  let hung: string | undefined;
  const watch = setInterval(() => {
    const now = caseOf(folder);
    const processor = processorSeconds(child.pid!);
    if (now !== current) {
      current = now;
      since = performance.now();
      used = processor;
      return;
    }
    const waited = (performance.now() - since) / 1000;
    if (waited > part.patience) hung = `hangs: ${Math.round(waited)} s and no answer`;
    else if (current >= 0 && processor - used > patienceOfProcessor)
      hung = `takes more than ${patienceOfProcessor} s of the processor`;
    if (hung !== undefined) child.kill("SIGKILL");
  }, 250);
  return new Promise((resolve) => {
    child.once("close", (status, signal) => {
      clearInterval(watch);
      if (status === 0) resolve(null);
      else
        resolve({
          case: caseOf(folder),
          seen: hung ?? `crashed with ${signal ?? `status ${status}`}: ${output.trim()}`,
        });
    });
  });
}

function caseOf(folder: string): number {
  const path = join(folder, "case");
  if (!existsSync(path)) return -1;
  const bytes = readFileSync(path);
  return bytes.length === 8 ? bytes.readDoubleLE() : -1;
}

/** Of a process itself, without what it started; 0 where the system does not say so simply. */
function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

function resultOf(part: Part, folder: string, findings: string): PartResult {
  const outcomes: Record<Outcome, number> = { refused: 0, same: 0, other: 0, worked: 0 };
  const counted: Record<string, number> = {};
  const reports = readdirSync(folder).filter((name) => name.startsWith("report-"));
  for (const name of reports) {
    const report = JSON.parse(readFileSync(join(folder, name), "utf8"));
    for (const outcome of Object.keys(outcomes) as Outcome[]) outcomes[outcome] += report.outcomes[outcome];
    for (const [what, count] of Object.entries<number>(report.counted))
      counted[what] = (counted[what] ?? 0) + count;
  }
  const broken = readdirSync(findings)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => ({
      case: Number.parseInt(name, 10),
      seen: readFileSync(join(findings, name), "utf8").trim(),
    }));
  const impossible = join(folder, "impossible");
  return {
    part,
    ...(existsSync(impossible) && { impossible: readFileSync(impossible, "utf8") }),
    cases: Object.values(outcomes).reduce((sum, count) => sum + count, 0) + broken.length,
    outcomes,
    counted,
    findings: broken.toSorted((a, b) => a.case - b.case),
  };
}
