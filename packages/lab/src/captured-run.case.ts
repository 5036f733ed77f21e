import { Writable } from "node:stream";
import { runCommandLine } from "./command-line.ts";

/** What a command line did. */
export interface CapturedRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, as in a pipe, and keeps what it wrote. */
export async function runCaptured(...words: string[]): Promise<CapturedRun> {
  const stdout = new Captured();
  const stderr = new Captured();
  const status = await runCommandLine(words, { stdout, stderr });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

/** A stream that keeps what is written to it. */
export class Captured extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
