import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser } from "./browsers.ts";
import type { Files } from "./build-page.ts";
import { type Place, places, type Report } from "./page/report.ts";
import { servePage } from "./serve-page.ts";

const TIME_LIMIT = 45_000;
/** How much of what a browser writes is kept, to be shown when it does not report. */
const KEPT_CHARACTERS = 4_000;

/**
 * Opens a built page in a browser without a window, with an empty profile, and gives what its places report. Rejects when a
 * place reports an error, when the browser ends before all have reported, and after 45 seconds. The browser is always
 * killed, and its profile removed.
 */
export async function runInBrowser<Result>(
  browser: Browser,
  files: Files,
  options: { readonly allowsWebAssembly: boolean } = { allowsWebAssembly: true },
): Promise<Record<Place, Result>> {
  const reports = new Map<string, Report<Result>>();
  let allReported = () => {};
  const reported = new Promise<void>((resolve) => {
    allReported = resolve;
  });
  const server = await servePage(files, options.allowsWebAssembly, (place, body) => {
    reports.set(place, JSON.parse(body));
    if (places.every((name) => reports.has(name))) allReported();
  });
  const profile = mkdtempSync(join(tmpdir(), "drumlin-browser-"));
  for (const [name, content] of Object.entries(browser.profileFiles)) {
    writeFileSync(join(profile, name), content);
  }
  const child = spawn(browser.command, browser.arguments(profile, server.url), {
    stdio: ["ignore", "pipe", "pipe"],
    // What a browser keeps beside its profile goes there, too.
    env: { ...process.env, HOME: profile },
  });
  const ended = once(child, "exit").then(() => "ended");
  const words = lastWords(child);
  try {
    const obstacle = await Promise.race([reported, ended, delay(TIME_LIMIT, "ran too long", { ref: false })]);
    if (obstacle) {
      const missing = places.filter((place) => !reports.has(place)).join(" and ");
      throw new Error(`${browser.command} ${obstacle}: no report from ${missing}. It wrote:\n${words()}`);
    }
  } finally {
    child.kill("SIGKILL");
    await ended.catch(() => {});
    child.stdout.destroy();
    child.stderr.destroy();
    server.close();
    // Helper processes end a moment after the browser itself, and may write until then.
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return {
    "main thread": resultOf("main thread", reports),
    worker: resultOf("worker", reports),
  };
}

/** The end of what a process has written so far. */
function lastWords(child: ChildProcessByStdio<null, Readable, Readable>): () => string {
  let words = "";
  const keep = (chunk: Buffer) => {
    words = (words + chunk).slice(-KEPT_CHARACTERS);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return () => words;
}

function resultOf<Result>(place: Place, reports: ReadonlyMap<string, Report<Result>>): Result {
  const report = reports.get(place);
  if (report && "result" in report) return report.result;
  throw new Error(`the page's ${place} failed: ${report?.error}`);
}
