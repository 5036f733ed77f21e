import { describe, expect, it } from "vitest";
import { Captured } from "../captured-run.case.ts";
import { styleFor, writeData, writeLine } from "./terminal.ts";

/** A terminal of many colours. */
class CapturedTerminal extends Captured {
  readonly isTTY = true;
  readonly hasColors = () => true;
  getColorDepth(): number {
    return 24;
  }
}

const hostile = "a\u001b]0;owned\u0007\u001b[2J\rb\u202ec";
const shown = "a\\u001b]0;owned\\u0007\\u001b[2J\\u000db\\u202ec";

describe("what a terminal obeys is shown as an escape, and never written,", () => {
  it("in a line", () => {
    for (const stream of [new Captured(), new CapturedTerminal()]) {
      writeLine(stream, `run ${hostile}\nsecond`);
      expect(stream.text).toBe(`run ${shown}\nsecond\n`);
    }
  });

  it("in a line of JSON, which stays the same object", () => {
    const stream = new Captured();
    const object = { name: `${hostile}\n\u007f\u009b1A\u2028` };
    writeLine(stream, JSON.stringify(object));
    expect(stream.text).not.toMatch(/[^\P{Cc}\n]|\u2028/u);
    expect(JSON.parse(stream.text)).toEqual(object);
  });

  it("in a text that is styled, while the style is", () => {
    const stream = new CapturedTerminal();
    writeLine(stream, `${styleFor(stream)("bold", `${hostile}\n`)} plain`);
    expect(stream.text).toBe(`\u001b[1m${shown}\\u000a\u001b[22m plain\n`);
  });

  it("a style of others where there are none of ours", () => {
    const stream = new Captured();
    writeLine(stream, "\u001b[31mred");
    expect(stream.text).toBe("\\u001b[31mred\n");
  });

  it("in data that are looked at; other programs get them as they are", () => {
    const [file, terminal] = [new Captured(), new CapturedTerminal()];
    for (const stream of [file, terminal]) writeData(stream, `${hostile}\n`);
    expect([file.text, terminal.text]).toEqual([`${hostile}\n`, `${shown}\n`]);
  });
});
