/**
 * Compiles every public workspace to its `dist/`, each with a package.json whose entries name compiled files: what is published.
 * The manifests in the repository name the `.ts` sources, so that nothing has to be built for development. The studio's page
 * is bundled into `packages/studio/dist/page`, which any web server can hand out: the playground.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { pageConfig } from "../packages/studio/src/page-config.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Manifest {
  exports: Record<string, string>;
  bin?: Record<string, string>;
  [field: string]: unknown;
}

const workspaces = ["core", "simd", "drumlin", "baselines", "run", "lab", "studio"];

for (const name of workspaces) rmSync(`${root}packages/${name}/dist`, { recursive: true, force: true });
execFileSync("tsc", ["-b", `${root}packages/lab`], { stdio: "inherit" });

for (const name of workspaces) {
  const folder = `${root}packages/${name}`;
  rmSync(`${folder}/dist/.tsbuildinfo`);
  const manifest: Manifest = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  // What is bundled or only builds is nothing that users install.
  const { devDependencies: _, ...kept } = manifest;
  const published = {
    ...kept,
    exports: mapValues(manifest.exports, (path) => ({
      types: compiled(path, ".d.ts"),
      default: compiled(path, ".js"),
    })),
    ...(manifest.bin && { bin: mapValues(manifest.bin, (path) => compiled(path, ".js")) }),
  };
  writeFileSync(`${folder}/dist/package.json`, `${JSON.stringify(published, null, 2)}\n`);
  cpSync(`${root}LICENSE`, `${folder}/dist/LICENSE`);
  const readme = `${folder}/README.md`;
  cpSync(existsSync(readme) ? readme : `${root}README.md`, `${folder}/dist/README.md`);
}

const outDir = `${root}packages/studio/dist/page`;
await build({ ...pageConfig, build: { ...pageConfig.build, outDir, emptyOutDir: true } });

function compiled(path: string, extension: string): string {
  return path.replace("./src/", "./").replace(/\.ts$/, extension);
}

function mapValues<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
