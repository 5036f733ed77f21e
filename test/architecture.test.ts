import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const core = join(root, "packages/core/src");

/** The import table of ARCHITECTURE.md: what each room of core may import, beside itself. */
function importTable(): Map<string, Set<string>> {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const rows = text.matchAll(/^\| `([\w-]+)\/` \|[^|]*\| ([^|]*) \|$/gm);
  return new Map(
    Array.from(rows, ([, room, imports]) => [
      room,
      new Set(imports === "–" ? [] : imports.split(",").map((name) => name.trim())),
    ]),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.tsx?$/.test(name) && !/\.(test|case)\.ts$/.test(name) && !name.includes("node_modules"),
    )
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  return Array.from(
    readFileSync(file, "utf8").matchAll(/(?:from |import\()"([^"]+)"/g),
    ([, specifier]) => specifier,
  );
}

const rooms = readdirSync(core, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("every room of core stands in ARCHITECTURE.md's import table, and no other", () => {
  expect([...importTable().keys()].sort()).toEqual([...rooms].sort());
});

test.each(rooms)("core/%s imports only what the table allows", (room) => {
  const allowed = importTable().get(room) as Set<string>;
  for (const file of sourceFiles(join(core, room))) {
    for (const specifier of importsOf(file)) {
      expect(specifier, file).toMatch(/^\./);
      const target = relative(core, join(dirname(file), specifier)).split(sep);
      const targetRoom = target.length > 1 ? target[0] : target[0].replace(/\.ts$/, "");
      expect([room, ...allowed], `${relative(root, file)} imports ${specifier}`).toContain(targetRoom);
    }
  }
});

test("core depends on nothing", () => {
  for (const file of sourceFiles(core)) {
    for (const specifier of importsOf(file)) expect(specifier, file).toMatch(/^\./);
  }
  const manifest = JSON.parse(readFileSync(join(core, "../package.json"), "utf8"));
  expect(manifest.dependencies).toBeUndefined();
});

test("drumlin imports core and simd only, simd core's backend entry, and the lab reaches both through drumlin", () => {
  const foreign = (folder: string) =>
    sourceFiles(join(root, folder)).flatMap((file) =>
      importsOf(file).filter((name) => !name.startsWith(".")),
    );
  expect(new Set(foreign("packages/drumlin/src"))).toEqual(
    new Set(["@drumlin/core", "@drumlin/core/reference", "@drumlin/simd"]),
  );
  expect(new Set(foreign("packages/simd/src"))).toEqual(new Set(["@drumlin/core/backend"]));
  for (const name of foreign("packages/lab/src")) expect(name).not.toMatch(/^@drumlin\/(core|simd)/);
  for (const name of foreign("packages/baselines/src"))
    expect(name).toMatch(/^(drumlin$|@tensorflow\/|node:)/);
});

test("the page of the studio imports drumlin and run", () => {
  const studio = join(root, "packages/studio/src");
  for (const file of sourceFiles(studio).filter((path) => !/page-(files|config)\.ts$/.test(path))) {
    for (const specifier of importsOf(file)) {
      expect(specifier, file).toMatch(/^(\.|drumlin$|@drumlin\/run$|preact|@preact\/signals$|uplot)/);
    }
  }
});

test("run imports drumlin, and nothing of a platform", () => {
  const foreign = sourceFiles(join(root, "packages/run/src")).flatMap(importsOf);
  for (const name of foreign) expect(name).toMatch(/^(\.|drumlin$)/);
});

test("in simd the assembler knows nothing of learners, and the kernels nothing of JavaScript's side", () => {
  const simd = join(root, "packages/simd/src");
  for (const file of sourceFiles(join(simd, "assembler"))) {
    for (const specifier of importsOf(file)) expect(specifier, file).toMatch(/^\.\/[\w-]+\.ts$/);
  }
  for (const file of sourceFiles(join(simd, "kernels"))) {
    for (const specifier of importsOf(file)) {
      if (specifier === "@drumlin/core/backend") continue;
      expect(specifier, file).toMatch(/^(\.|\.\.\/assembler|\.\.)\/(layout|[\w-]+)\.ts$/);
      if (specifier.startsWith("../") && !specifier.startsWith("../assembler/")) {
        expect(specifier, file).toBe("../layout.ts");
      }
    }
  }
});

test("no folder or file is named for having no concept", () => {
  const files = ["core", "simd", "drumlin", "baselines", "run", "lab", "studio"].flatMap((name) =>
    sourceFiles(join(root, "packages", name, "src")),
  );
  for (const file of files) {
    expect(relative(root, file)).not.toMatch(/(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts$)/);
  }
});
