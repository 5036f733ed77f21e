import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Finding } from "../part.ts";

const main = fileURLToPath(new URL("../../../packages/lab/src/main.ts", import.meta.url));

/** How a command line ended: its status, or null where it was killed. */
export interface Ending {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is done to a command while it runs. */
export interface Treatment {
  /** Milliseconds after which it is killed, unless it ended before. */
  readonly killAfter?: number;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly folder?: string;
}

/** Runs the command `drumlin` with these words in a process of its own. */
export function drumlin(
  words: readonly string[],
  { killAfter, node = [], folder }: Treatment = {},
): Promise<Ending> {
  const child = spawn(process.execPath, [...node, main, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
    ...(folder !== undefined && { cwd: folder }),
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, stderr });
    });
  });
}

/** Runs it and expects it to succeed. */
export async function succeeded(words: readonly string[], treatment?: Treatment): Promise<Ending> {
  const ending = await drumlin(words, treatment);
  if (ending.status !== 0)
    throw new Finding(`drumlin ${words.join(" ")}: status ${ending.status}: ${ending.stderr.slice(-500)}`);
  return ending;
}

/** A command that could not do what was asked says so in one sentence, without a trace of the program's own lines. */
export function checkComplaint(words: readonly string[], { status, stderr }: Ending): void {
  const lines = stderr.split("\n").filter((line) => line.startsWith("drumlin: "));
  if (
    status === null ||
    status > 2 ||
    lines.length !== 1 ||
    /\n\s+at /.test(stderr) ||
    /no transaction is active/.test(stderr)
  )
    throw new Finding(
      `drumlin ${words.join(" ")}: status ${status}, and not one sentence: ${stderr.slice(-800)}`,
    );
}
