import { expect, it } from "vitest";
import { formatTable } from "./table.ts";
import { visibleText } from "./visible-text.ts";

it.each([
  ["\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007"],
  ["a\u001b[2J\u001b[H", "a\\u001b[2J\\u001b[H"],
  ["a\nb\r\tc", "a\\u000ab\\u000d\\u0009c"],
  ["\u007f\u0080\u009b31m", "\\u007f\\u0080\\u009b31m"],
  ["txt.\u202egpj\u2066\u061c\u200f", "txt.\\u202egpj\\u2066\\u061c\\u200f"],
  ["a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d"],
])("what a terminal obeys, ends a line or turns the direction of writing is shown: %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
  expect(JSON.parse(`"${shown}"`)).toBe(text);
  expect(visibleText(shown)).toBe(shown);
});

it.each(["", "cartpole-v1-1", "−82.2 … Ωé 日本 \u{1f3d4}\u{fe0f}", "שלום", "C:\\runs"])(
  "what is seen whole stays as it is: %s",
  (text) => {
    expect(visibleText(text)).toBe(text);
  },
);

it("a table's rows are as many as it was given, aligned by what is shown of their cells", () => {
  const table = formatTable(
    [{ header: "run" }, { header: "state" }],
    [
      ["a\nb", "done"],
      ["\u001b[1A", "x"],
    ],
  );
  expect(table.split("\n")).toEqual(["run        state", "a\\u000ab   done", "\\u001b[1A  x"]);
});
