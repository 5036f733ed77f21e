import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../packages/lab/src/main.ts", import.meta.url));

/** `drumlin …` in a process of its own; its words to stdout are given line by line. */
export function drumlin(words: readonly string[], onLine: (line: string) => void = () => {}): ChildProcess {
  const child = spawn(process.execPath, [main, ...words], { stdio: ["ignore", "pipe", "ignore"] });
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() as string;
    for (const line of lines) onLine(line);
  });
  return child;
}

/** Resolves with a process's exit status. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", resolve));
}

/** `drumlin studio` on a store. */
export interface StartedStudio {
  /** The address that it prints, which holds the key. */
  readonly url: string;
  /** Resolves with its exit status, whoever ends it. */
  readonly ended: Promise<number | null>;
  stop(): Promise<unknown>;
}

/** Starts `drumlin studio` on a store, and waits for its address. */
export async function startStudio(store: string): Promise<StartedStudio> {
  return new Promise((resolve, reject) => {
    const child = drumlin(["studio", "--store", store, "--no-open", "--json"], (line) => {
      const { url } = JSON.parse(line);
      resolve({
        url,
        ended: ended(child),
        stop: () => {
          const end = ended(child);
          child.kill("SIGTERM");
          return end;
        },
      });
    });
    child.once("close", (status) => reject(new Error(`drumlin studio ended with ${status}`)));
  });
}
