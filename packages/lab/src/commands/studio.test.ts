import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { Captured, runCaptured } from "../captured-run.case.ts";
import { runCommandLine } from "../command-line.ts";

// In this process; the real page is Vite's work, and takes its time.
vi.mock("@drumlin/studio", () => ({
  pageFiles: async () => new Map([["index.html", new TextEncoder().encode("<p>the page</p>")]]),
}));

const store = join(mkdtempSync(join(tmpdir(), "drumlin-studio-")), "runs.db");
const main = fileURLToPath(new URL("../main.ts", import.meta.url));

describe("studio", () => {
  it("tells on --json where it is, serves the real page there, makes no store, and ends on Ctrl-C with status 0", async () => {
    const child = spawn(process.execPath, [main, "studio", "--store", store, "--port", "0", "--json"]);
    const ended = once(child, "exit");
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { url, port, store: named } = JSON.parse(line);
    expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/\\?token=[\\w-]{43}$`));
    expect(named).toBe(store);
    const entering = await fetch(url, { redirect: "manual" });
    const headers = { cookie: entering.headers.get("Set-Cookie")! };
    const page = await (await fetch(new URL("/", url), { headers })).text();
    expect(page).toContain('<meta name="drumlin-server" content="here"');
    const stream = await fetch(new URL("/api/runs/stream", url), { headers });
    await stream.body!.getReader().read();
    expect(existsSync(store)).toBe(false);
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
  });

  it("warns when other machines are let in, and ends when it is told to", async () => {
    const terminal = { stdout: new Captured(), stderr: new Captured() };
    const words = ["studio", "--store", store, "--port", "0", "--host", "0.0.0.0"];
    const status = runCommandLine(words, terminal);
    await expect
      .poll(() => terminal.stdout.text, { interval: 5, timeout: 20_000 })
      .toContain("Ctrl-C ends it.");
    expect(terminal.stdout.text).toMatch(/^Studio of .*runs\.db: http:\/\/localhost:\d+\/\?token=\S+\n/);
    expect(terminal.stderr.text).toMatch(
      /^drumlin: warning: --host 0\.0\.0\.0 lets other machines in, .*\n$/,
    );
    process.emit("SIGTERM");
    expect(await status).toBe(0);
  });
});

describe("wrong usage ends with status 2 and one line on stderr:", () => {
  it.each([
    [
      "a port that is none",
      ["--port", "70000"],
      /--port is 70000; it must be a whole number of at least 0 and at most 65535/,
    ],
    ["a store that cannot be", ["--store", "postgres://x/y"], /Postgres stores are not there yet/],
    ["a host that is not here", ["--host", "192.0.2.1"], /--host 192\.0\.2\.1 is no address of this machine/],
    ["an unknown option", ["--prot", "1"], /unknown option '--prot'.*did you mean --port\?/],
  ])("%s", async (_title, words, complaint) => {
    const { status, stdout, stderr } = await runCaptured("studio", ...words);
    expect(stderr).toMatch(complaint);
    expect(stderr).toMatch(/^drumlin: [^\n]+\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it("a port that is taken", async () => {
    const taking = createServer().listen(0, "127.0.0.1");
    await once(taking, "listening");
    const { port } = taking.address() as { port: number };
    const { status, stderr } = await runCaptured("studio", "--store", store, "--port", String(port));
    taking.close();
    expect([status, stderr]).toEqual([
      2,
      `drumlin: port ${port} of 127.0.0.1 is taken; give another --port, or none for a free one\n`,
    ]);
  });
});
