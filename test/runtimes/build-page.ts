import { build, type Rolldown } from "vite";

/** What a server hands out, by path. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The page `index.html` of a folder with its programs and workers, built by Vite as for production; nothing is written. */
export async function buildPage(root: string): Promise<Files> {
  const built = (await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { write: false },
    worker: { format: "es" },
  })) as Rolldown.RolldownOutput;
  return new Map(
    built.output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]),
  );
}
