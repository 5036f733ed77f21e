import { styleText } from "node:util";

/** A stream to write to, which may be a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** The two streams of a command: results on `stdout`, progress and complaints on `stderr`. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Styles text for one stream: plain when it is no terminal, or when NO_COLOR asks for that. */
export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** The style of a stream. */
export function styleFor(stream: Output): Style {
  return (format, text) => styleText(format, text, { stream: stream as NodeJS.WriteStream });
}

/** Writes one line. */
export function writeLine(stream: Output, line: string): void {
  stream.write(`${line}\n`);
}
