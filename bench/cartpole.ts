import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

// CartPole-v1 from nothing to the first evaluation of at least 475, process start included: a JSON line a seed. The program is
// bundled first, as one would before deploying it. Arguments: those of cartpole/program.ts, and --seed as often as wanted.

const [seeds, rest] = takeSeeds(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), "drumlin-bench-"));
try {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ssr: fileURLToPath(new URL("./cartpole/program.ts", import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      minify: true,
    },
    ssr: { noExternal: true },
  });
  for (const seed of seeds) {
    const began = performance.now();
    const program = [join(folder, "program.js"), "--seed", seed, ...rest];
    const { stdout, stderr, status } = spawnSync(process.execPath, program, { encoding: "utf8" });
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(stderr);
    process.stdout.write(`${JSON.stringify({ name: "cartpole", ...JSON.parse(stdout), seconds })}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function takeSeeds(words: readonly string[]): [seeds: string[], rest: string[]] {
  const seeds: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--seed") seeds.push(words[++i]);
    else rest.push(words[i]);
  }
  return [seeds.length > 0 ? seeds : ["0", "1", "2", "3", "4"], rest];
}
