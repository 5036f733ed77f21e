import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program that opens a file, and its first words. */
export type Opener = readonly [program: string, ...words: string[]];

/**
 * Opens a URL in the user's browser where there is a desktop; else nothing happens. The URL holds the key, and everybody on a
 * machine may list the arguments of its programs: what the browser is given is a file that leads there, in a folder which its owner
 * alone can read. Returns what removes it.
 */
export function openBrowser(url: string, opener: Opener | null = desktopOpener()): () => void {
  if (opener === null) return () => {};
  const folder = mkdtempSync(join(tmpdir(), "drumlin-open-"));
  const file = join(folder, "studio.html");
  writeFileSync(file, pageThatLeadsTo(url), { mode: 0o600, flag: "wx" });
  const [program, ...words] = opener;
  const child = spawn(program, [...words, file], { detached: true, stdio: "ignore" });
  // The link stands in the terminal: a browser that does not open is no error.
  child.on("error", () => {});
  child.unref();
  return () => rmSync(folder, { recursive: true, force: true });
}

function pageThatLeadsTo(url: string): string {
  const address = url.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${address}"><title>Drumlin studio</title><p>Opening the studio …</p></html>\n`;
}

function desktopOpener(): Opener | null {
  if (process.platform === "darwin") return ["open"];
  // `start` takes its first quoted word for a title.
  if (process.platform === "win32") return ["cmd", "/c", "start", '""'];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ["xdg-open"] : null;
}
