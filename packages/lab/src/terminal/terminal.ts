import { styleText } from "node:util";
import { visibleText } from "@drumlin/run";

/** A stream to write to, which may be a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** The two streams of a command: results on `stdout`, progress and complaints on `stderr`. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Styles text for one stream, one line of it: plain when it is no terminal, or when NO_COLOR asks for that. */
export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** The style of a stream. */
export function styleFor(stream: Output): Style {
  return (format, text) => styleText(format, visibleText(text), { stream: stream as NodeJS.WriteStream });
}

/** What every control sequence begins with. */
const introducer = "\u001b\\[";

/** Ends of lines and, where they are shown, our own styles: all else that a terminal obeys comes from others. */
const ours = { styled: new RegExp(`(\\n|${introducer}[\\d;]*m)`), plain: /(\n)/ };

/** Writes a line, or several; what a terminal would obey is shown as an escape, wherever it came from. */
export function writeLine(stream: Output, line: string): void {
  const isStyled = styleFor(stream)("bold", "x") !== "x";
  const parts = line.split(isStyled ? ours.styled : ours.plain);
  stream.write(`${parts.map((part, index) => (index % 2 === 0 ? visibleText(part) : part)).join("")}\n`);
}

/** Writes data for other programs as they are; who looks at them in a terminal sees them as `writeLine` shows text. */
export function writeData(stream: Output, text: string): void {
  if (stream.isTTY === true) writeLine(stream, text.replace(/\n$/, ""));
  else stream.write(text);
}
