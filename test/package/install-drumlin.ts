import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A project of its own, outside the checkout. */
export interface Project {
  readonly folder: string;
  remove(): void;
}

/**
 * Builds and packs what is published, and installs it, without a network, into a new project that has nothing else but the
 * programs of `installed/` and the page of `test/runtimes`.
 */
export function installDrumlin(): Project {
  return install(["core", "simd", "drumlin"], ["--offline"]);
}

/** The same with the command line, and what it needs from the registry. */
export function installCommandLine(): Project {
  return install(["core", "simd", "drumlin", "baselines", "run", "studio", "lab"], ["--prefer-offline"]);
}

function install(workspaces: readonly string[], flags: readonly string[]): Project {
  const temporary = mkdtempSync(join(tmpdir(), "drumlin-package-"));
  const [tarballs, folder] = [join(temporary, "tarballs"), join(temporary, "project")];
  for (const path of [tarballs, folder]) mkdirSync(path);
  run(process.execPath, ["tools/build.ts"], root);
  const built = workspaces.map((name) => join(root, "packages", name, "dist"));
  run("npm", ["pack", "--pack-destination", tarballs, ...built], root);

  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const paths = readdirSync(tarballs).map((name) => join(tarballs, name));
  run("npm", ["install", ...flags, "--no-audit", "--no-fund", ...paths], folder);
  cpSync(join(root, "test/package/installed"), folder, { recursive: true });
  cpSync(join(root, "test/runtimes/page"), join(folder, "page"), { recursive: true });
  return { folder, remove: () => rmSync(temporary, { recursive: true }) };
}

/** Runs a command in a folder; gives its output. Throws with its output when it fails. */
export function run(command: string, words: readonly string[], folder: string): string {
  try {
    return execFileSync(command, words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${words.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
