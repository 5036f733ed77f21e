import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { openBrowser } from "./open-browser.ts";

const url = "http://127.0.0.1:4750/?token=the-key-of-this-studio";

/** What stands for a browser: it tells its own arguments, and what it can say of the file that it was given. */
const browser = `
  const { readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
  const { dirname } = require("node:path");
  const [told, file] = process.argv.slice(-2);
  const modes = [file, dirname(file)].map((path) => (statSync(path).mode & 0o777).toString(8));
  writeFileSync(told + ".new", JSON.stringify({ words: process.argv, file, modes, page: readFileSync(file, "utf8") }));
  renameSync(told + ".new", told);
`;

it("the key stands in no program's arguments: a browser is given a file of its owner's that leads to the link", async () => {
  const told = join(mkdtempSync(join(tmpdir(), "drumlin-browser-")), "told.json");
  const remove = openBrowser(url, [process.execPath, "-e", browser, "--", told]);
  await expect.poll(() => existsSync(told), { timeout: 30_000 }).toBe(true);
  const { words, file, modes, page } = JSON.parse(readFileSync(told, "utf8"));
  expect(words.join(" ")).not.toContain("the-key");
  expect(modes).toEqual(["600", "700"]);
  expect(page).toContain(`<meta http-equiv="refresh" content="0; url=${url}">`);
  remove();
  expect(existsSync(dirname(file))).toBe(false);
});

it("a browser that does not open is no error, and without a desktop nothing happens", () => {
  openBrowser(url, ["/nothing/such"])();
  openBrowser(url, null)();
});

it("a link is text in the file that leads there, whatever it holds", async () => {
  const told = join(mkdtempSync(join(tmpdir(), "drumlin-browser-")), "told.json");
  const remove = openBrowser('http://h/?a=1&b="><script>', [process.execPath, "-e", browser, "--", told]);
  await expect.poll(() => existsSync(told), { timeout: 30_000 }).toBe(true);
  expect(JSON.parse(readFileSync(told, "utf8")).page).toContain(
    'url=http://h/?a=1&#38;b=&#34;&#62;&#60;script&#62;">',
  );
  remove();
});
