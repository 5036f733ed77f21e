import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = new URL("../docs/decisions/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const files = readdirSync(fileURLToPath(folder))
  .filter((name) => name !== "README.md")
  .sort();

test("the index of decisions says each one's number, title, date and status, in the order of their dates", () => {
  const rows = files.map((file) => {
    const [, number, title, date, status] =
      /^# (\d{3}): (.+)\n\nDate: (\d{4}-\d\d-\d\d)\nStatus: (holds|superseded by \d{3})\n/.exec(read(file))!;
    expect(file.slice(0, 4)).toBe(`${number}-`);
    return { date, row: `| [${number}](${file}) | ${title} | ${date} | ${status} |` };
  });
  expect(read("README.md").match(/^\| \[.*$/gm)).toEqual(rows.map(({ row }) => row));
  expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).sort());
});

test.each(files)("decision %s says what would change it, in at most twenty lines", (file) => {
  expect(read(file)).toContain("**What would change it.** ");
  expect(read(file).split("\n").length).toBeLessThanOrEqual(21);
});
