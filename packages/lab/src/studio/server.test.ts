import { once } from "node:events";
import { get, request } from "node:http";
import { createServer } from "node:net";
import { type Run, UsageError } from "@drumlin/run";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunStore } from "../store/run-store.ts";
import { files } from "./app.case.ts";
import type { ServedRunMessage } from "./run-feed.ts";
import { type StudioServer, startStudio } from "./server.ts";
import { liveAt, newStorePath, owner, storeWithRun } from "./written-store.case.ts";

let path: string;
let store: RunStore;
let run: Run;
let studio: StudioServer;
let cookie: string;
beforeEach(async () => {
  ({ path, store, run } = await storeWithRun());
  studio = await startStudio({ store: path, host: "127.0.0.1", port: 0, files });
  const entering = await fetch(studio.url, { redirect: "manual" });
  cookie = entering.headers.get("Set-Cookie")!.split(";")[0]!;
});
afterEach(async () => {
  await studio.close();
  await store.close();
});

/** A request as the bytes say it, not as a browser would mend it. */
function ask(
  target: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ port: studio.port, path: target, headers: { cookie, ...headers } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (text) => {
        body += text;
      });
      answer.on("end", () => resolve({ status: answer.statusCode!, body }));
    })
      .on("error", reject)
      .end();
  });
}

/** Hears a stream of server-sent events. */
async function* hear(target: string): AsyncGenerator<ServedRunMessage> {
  const asking = get({ port: studio.port, path: target, headers: { cookie } });
  const [answer] = await once(asking, "response");
  let text = "";
  try {
    for await (const chunk of answer.setEncoding("utf8")) {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        yield JSON.parse(text.slice("data: ".length, end));
        text = text.slice(end + 2);
      }
    }
  } finally {
    asking.destroy();
  }
}

describe("a listening studio", () => {
  it("serves the page to who came with the key, and nobody else", async () => {
    expect((await ask("/")).body).toContain("the page");
    expect((await ask("/", { cookie: "" })).status).toBe(401);
  });

  it.each(["evil.example", "evil.example:4750", "127.0.0.1:1"])("refuses the host %s", async (host) => {
    expect((await ask("/", { host })).status).toBe(421);
  });

  it("answers to localhost", async () => {
    expect((await ask("/", { host: `localhost:${studio.port}` })).status).toBe(200);
  });

  it.each([
    "/../package.json",
    "/assets/../../package.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/..\\..\\x",
  ])("has nothing at %s", async (target) => {
    const { status, body } = await ask(target);
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/root:|"name"/);
  });

  it("tells several pages of what a trainer wrote, within a tenth of a second", async () => {
    const delays: number[] = [];
    const listener = async (step: number) => {
      for await (const message of hear(`/api/runs/${run.id}/stream`)) {
        if (message.kind !== "progress" || message.progress.step === 0) continue;
        delays.push(Date.now() - message.measuredAt);
        if (message.progress.step === step) return;
      }
    };
    const listening = Promise.all([listener(20), listener(20), listener(20)]);
    for (let step = 1; step <= 20; step++) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await store.writeLive(run.id, owner, liveAt(step));
    }
    await listening;
    expect(delays.toSorted((a, b) => a - b)[delays.length >> 1]).toBeLessThan(100);
  });

  it("ends at once, with everybody who listens", async () => {
    const messages = hear(`/api/runs/${run.id}/stream`);
    await messages.next();
    const start = performance.now();
    await studio.close();
    await expect(async () => {
      for await (const _ of messages);
    }).rejects.toThrow();
    expect(performance.now() - start).toBeLessThan(500);
  });

  it("forgets who has left", async () => {
    for await (const { kind } of hear("/api/runs/stream")) if (kind !== "problem") break;
    await expect.poll(() => ask("/").then(({ status }) => status), { timeout: 20_000 }).toBe(200);
    await expect(ask("/api/runs/nobody/stream")).resolves.toEqual({
      status: 404,
      body: expect.stringContaining('no run \\"nobody\\"'),
    });
  });
});

describe("the port", () => {
  const place = { store: newStorePath(), host: "127.0.0.1", files };

  it("is one after 4750 when that is taken, unless the user named it", async () => {
    const first = await startStudio({ ...place, port: null });
    const second = await startStudio({ ...place, port: null });
    expect(second.port).not.toBe(first.port);
    await expect(startStudio({ ...place, port: first.port })).rejects.toThrow(
      new UsageError(`port ${first.port} of 127.0.0.1 is taken; give another --port, or none for a free one`),
    );
    await Promise.all([first.close(), second.close()]);
  });

  it("of an address that is not this machine's is refused in a sentence", async () => {
    const refused = startStudio({ ...place, host: "192.0.2.1", port: 0 });
    await expect(refused).rejects.toThrow(/^--host 192\.0\.2\.1 is no address of this machine/);
  });

  it("is not taken for a store that cannot be", async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await once(free, "listening");
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    const nonsense = { ...place, store: "postgres://x/y", port };
    await expect(startStudio(nonsense)).rejects.toThrow(/Postgres stores are not there yet/);
    await (await startStudio({ ...place, port })).close();
  });
});
