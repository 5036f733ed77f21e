import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";

/** What a page loads before a program begins: the program and all that it imports, but not what it may import later. */
export interface Bundle {
  /** Bytes on the wire: minified, `gzip -9`. */
  readonly bytes: number;
  /** What is used of each module, before minification: its path in node_modules, and characters; the largest first. */
  readonly modules: readonly (readonly [path: string, characters: number])[];
}

/** Bundles a program as Vite does for production; nothing is written. */
export async function bundle(root: string, entry: string): Promise<Bundle> {
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { write: false, rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput;
  const all = output.filter((file) => file.type === "chunk");
  // Adding to a set while walking it reaches the imports of imports.
  const chunks = new Set(all.filter((chunk) => chunk.isEntry));
  for (const { imports } of chunks) {
    for (const chunk of all) if (imports.includes(chunk.fileName)) chunks.add(chunk);
  }
  const modules = [...chunks]
    .flatMap((chunk) => Object.entries(chunk.modules))
    .map(([id, { renderedLength }]) => [id.split("/node_modules/").at(-1) ?? id, renderedLength] as const)
    .filter(([, characters]) => characters > 0)
    .sort(([, x], [, y]) => y - x);
  const sizes = Array.from(chunks, ({ code }) => gzipSync(code, { level: 9 }).length);
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), modules };
}
