import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The page's files by their paths below its folder: `index.html`, `assets/main-Bx3.js`. */
export type PageFiles = ReadonlyMap<string, Uint8Array>;

/** Where the built page stands in the published package; the repository has none, and builds it. */
const builtPage = fileURLToPath(new URL("./page/", import.meta.url));

/** All of the page, in memory: what is served can only be one of these. In the repository it is built first. */
export async function pageFiles(): Promise<PageFiles> {
  return existsSync(builtPage) ? readFiles(builtPage) : buildPage();
}

function readFiles(folder: string): PageFiles {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.map((path) => [path.slice(folder.length).split(sep).join("/"), readFileSync(path)]));
}

/** The page built by Vite as for production; nothing is written. */
async function buildPage(): Promise<PageFiles> {
  const { build } = await import("vite");
  const { pageConfig } = await import("./page-config.ts");
  const built = await build({ ...pageConfig, build: { ...pageConfig.build, write: false } });
  if (!("output" in built)) throw new Error("the page was not built");
  const encoder = new TextEncoder();
  return new Map(
    built.output.map((file) => {
      const content = file.type === "chunk" ? file.code : file.source;
      return [file.fileName, typeof content === "string" ? encoder.encode(content) : content];
    }),
  );
}
