import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const architecture = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

/** A row of one of ARCHITECTURE.md's tables: what stands there, and what that may import. */
interface Row {
  readonly names: readonly string[];
  readonly mayImport: readonly string[];
}

/** The rows of the table under a heading, from the ground to the roof; names and imports as written between backticks or commas. */
function tableUnder(heading: string): Row[] {
  const [, section = ""] = architecture.split(`## ${heading}\n`);
  const rows = section.split("\n## ")[0]!.matchAll(/^\| ([^|]*`[^|]*) \|.*\| ([^|]*) \|$/gm);
  return Array.from(rows, ([, names, imports]) => ({
    names: Array.from(names.matchAll(/`([^`]+)`/g), ([, name]) => name),
    mayImport: imports === "–" ? [] : imports.split(",").map((name) => name.trim().replaceAll("`", "")),
  }));
}

const workspaces = tableUnder("Workspaces").map(({ names, mayImport }) => ({
  folder: names[0].replace("packages/", ""),
  packageName: names[1],
  mayImport,
}));
const withRooms = workspaces
  .map(({ folder }) => ({ folder, rows: tableUnder(`The rooms of \`packages/${folder}/src\``) }))
  .filter(({ rows }) => rows.length > 0);

/** Every file of a package's source that is no test. */
function sourceFiles(folder: string): string[] {
  const source = join(root, "packages", folder, "src");
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|case)\.ts$/.test(name))
    .map((name) => join(source, name));
}

/** What a file names of others: types, lazily loaded modules and worker threads included. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/(?:from |import\(|import |new URL\()"([^"]+)"/g);
  return Array.from(found, ([, specifier]) => specifier);
}

/** The file that a relative import names; undefined for style sheets, pictures and folders. */
function importedFile(from: string, specifier: string): string | undefined {
  const path = join(dirname(from), specifier);
  return /\.tsx?$/.test(path) && existsSync(path) ? path : undefined;
}

/** The room that a file of a package belongs to, or the file's own name where it stands beside the rooms. */
function roomOf(folder: string, file: string): string {
  const [first, second] = relative(join(root, "packages", folder, "src"), file).split(sep);
  return second === undefined ? first : `${first}/`;
}

describe.each(workspaces)("$folder", ({ folder, mayImport }) => {
  test("imports the packages that the table of workspaces allows, which stand above it, and no other", () => {
    const rank = workspaces.findIndex((workspace) => workspace.folder === folder);
    for (const file of sourceFiles(folder)) {
      for (const specifier of importsOf(file).filter((name) => !name.startsWith("."))) {
        const [, name] = /^((?:@[^/]+\/)?[^/]+)/.exec(specifier)!;
        const own = workspaces.findIndex(({ packageName }) => packageName === name);
        if (own >= 0) expect(own, `${relative(root, file)} imports ${specifier}`).toBeLessThan(rank);
        const shown = own >= 0 ? workspaces[own]!.folder : name.startsWith("node:") ? "Node" : name;
        expect(mayImport, `${relative(root, file)} imports ${specifier}`).toContain(shown);
      }
    }
  });

  test("depends on no package that it may not import", () => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
    const needed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const shown = needed.map(
      (name) => workspaces.find(({ packageName }) => packageName === name)?.folder ?? name,
    );
    for (const name of shown) expect(mayImport).toContain(name);
  });
});

describe.each(withRooms)("the rooms of $folder", ({ folder, rows }) => {
  const known = rows.flatMap(({ names }) => names);

  test("stand in ARCHITECTURE.md's table, and no other", () => {
    const found = new Set(sourceFiles(folder).map((file) => roomOf(folder, file)));
    expect([...known].sort()).toEqual([...found].sort());
  });

  test("may import what stands above them in the table: every arrow points down", () => {
    const above: string[] = [];
    for (const { names, mayImport } of rows) {
      for (const name of mayImport.filter((word) => word !== "all"))
        expect(above, names.join(", ")).toContain(name);
      above.push(...names.flatMap((name) => [name, name.replace(/\/$|\.tsx?$/, "")]));
    }
  });

  test.each(rows.flatMap(({ names, mayImport }) => names.map((room) => ({ room, names, mayImport }))))(
    "$room imports what its row allows",
    ({ room, names, mayImport }) => {
      // Files that stand in one row beside the rooms are one thing; rooms of one row are not.
      const siblings = names.filter((name) => !name.endsWith("/"));
      for (const file of sourceFiles(folder).filter((path) => roomOf(folder, path) === room)) {
        for (const specifier of importsOf(file).filter((name) => name.startsWith("."))) {
          const target = importedFile(file, specifier);
          if (target === undefined) continue;
          const targetRoom = roomOf(folder, target);
          if (targetRoom === room || mayImport[0] === "all" || siblings.includes(targetRoom)) continue;
          expect(mayImport, `${relative(root, file)} imports ${specifier}`).toContain(
            targetRoom.replace(/\/$|\.tsx?$/, ""),
          );
        }
      }
    },
  );
});

test("no file imports, over whatever way, a file that imports it, types included", () => {
  const state = new Map<string, "open" | "done">();
  const visit = (file: string, way: readonly string[]): void => {
    if (state.get(file) === "done") return;
    expect(state.get(file), [...way, file].map((name) => relative(root, name)).join(" → ")).toBeUndefined();
    state.set(file, "open");
    for (const specifier of importsOf(file)) {
      const target = specifier.startsWith(".") ? importedFile(file, specifier) : undefined;
      if (target !== undefined) visit(target, [...way, file]);
    }
    state.set(file, "done");
  };
  for (const { folder } of workspaces) for (const file of sourceFiles(folder)) visit(file, []);
});

test("no folder or file is named for having no concept", () => {
  for (const { folder } of workspaces) {
    for (const file of sourceFiles(folder)) {
      expect(relative(root, file)).not.toMatch(/(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts$)/);
    }
  }
});
