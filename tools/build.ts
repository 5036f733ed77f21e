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

const projects = {
  core: "tsconfig.json",
  simd: "tsconfig.json",
  drumlin: "tsconfig.json",
  baselines: "tsconfig.json",
  lab: "tsconfig.json",
  studio: "tsconfig.build.json",
};

for (const [name, project] of Object.entries(projects)) {
  const folder = `${root}packages/${name}`;
  rmSync(`${folder}/dist`, { recursive: true, force: true });
  const options = [
    "--noEmit",
    "false",
    "--declaration",
    "--rootDir",
    `${folder}/src`,
    "--outDir",
    `${folder}/dist`,
  ];
  execFileSync("tsc", ["-p", `${folder}/${project}`, ...options], { stdio: "inherit" });
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
