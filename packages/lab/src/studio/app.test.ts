import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "../store/open-store.ts";
import { askedApp } from "./app.case.ts";
import { storeWithRun } from "./written-store.case.ts";

const { ask, watch } = askedApp(join(tmpdir(), "drumlin-no-such-store.db"));
afterAll(() => watch.close());

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

describe("every answer", () => {
  it.each<[string, Record<string, string | null>, number]>([
    ["/", {}, 200],
    ["/assets/main-Bx3.js", {}, 200],
    ["/nothing", {}, 404],
    ["/api/nothing", {}, 404],
    ["/api/studies", {}, 503],
    ["/", { cookie: null }, 401],
    ["/", { host: "evil.example" }, 421],
  ])("%s %o forbids the browser what the page does not need", async (path, headers, status) => {
    const answer = await ask(path, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Security-Policy")).toBe(policy);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(answer.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(answer.headers.get("Strict-Transport-Security")).toBeNull();
  });
});

describe("the page", () => {
  it.each(["/", "/index.html"])("at %s knows that there is a server", async (path) => {
    const answer = await ask(path);
    expect(await answer.text()).toBe(
      '<!doctype html><meta name="drumlin-server" content="here" /><p>the page</p>',
    );
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it.each([
    ["/assets/main-Bx3.js", "text/javascript; charset=utf-8", "private, max-age=31536000, immutable"],
    ["/assets/main-Bx3.css", "text/css; charset=utf-8", "private, max-age=31536000, immutable"],
    ["/icon.svg", "image/svg+xml; charset=utf-8", "no-store"],
  ])("%s has its type, and is kept for as long as its name says", async (path, type, kept) => {
    const answer = await ask(path);
    expect(answer.headers.get("Content-Type")).toBe(type);
    expect(answer.headers.get("Cache-Control")).toBe(kept);
    const head = await ask(path, {}, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it.each([
    "/../package.json",
    "/%2e%2e/package.json",
    "/assets/..%2f..%2fpackage.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "//etc/passwd",
    "/%2fetc/passwd",
    "/..%5cpackage.json",
    "/index.html%00.js",
    "/assets/",
    "/assets",
  ])("has nothing at %s", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("The studio has no such page.");
  });
});

describe("without a store", () => {
  const problem = expect.stringMatching(/^There is no store \S+drumlin-no-such-store\.db yet; /);

  it.each(["/api/studies", "/api/studies/grid", "/api/runs/x/snapshots", "/api/runs/x/series?name=a"])(
    "%s says so",
    async (path) => {
      const answer = await ask(path);
      expect([answer.status, await answer.json()]).toEqual([503, { problem }]);
    },
  );

  it("the streams say so, and go on", async () => {
    for (const path of ["/api/runs/stream", "/api/runs/x/stream"]) {
      const answer = await ask(path);
      expect(answer.headers.get("Content-Type")).toBe("text/event-stream");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      const reader = answer.body!.getReader();
      const { value } = await reader.read();
      const [, data] = /^data: (.*)\n\n$/.exec(new TextDecoder().decode(value))!;
      expect(JSON.parse(data!)).toEqual({ kind: "problem", problem });
      await reader.cancel();
    }
  });
});

it("of a store that is gone nothing is told that was read before: 410 and a sentence, until there is another", async () => {
  const { path, store, run } = await storeWithRun();
  await store.close();
  const { ask: askHere, watch: watchHere } = askedApp(path);
  const paths = ["/api/studies", `/api/runs/${run.id}/snapshots`, `/api/runs/${run.name}/series?name=a`];
  const statuses = () => Promise.all(paths.map(async (one) => (await askHere(one)).status));
  expect(await statuses()).toEqual([200, 200, 200]);
  for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
  expect(await statuses()).toEqual([410, 410, 410]);
  const { problem } = await (await askHere(paths[0]!)).json();
  expect(problem).toMatch(
    /^There is no store \S+ any more: it was deleted or moved since the studio began\. /,
  );
  await (await openStore(path)).close();
  await expect.poll(statuses, { interval: 50, timeout: 10_000 }).toEqual([200, 404, 404]);
  await watchHere.close();
});

it("nothing is streamed to who asks for the head alone", async () => {
  const answer = await ask("/api/runs/stream", {}, { method: "HEAD" });
  expect([answer.status, answer.headers.get("Content-Type"), await answer.text()]).toEqual([
    200,
    "text/event-stream",
    "",
  ]);
});

it.each([
  ["/api/runs/stream?limit=many", 'limit must be a whole number; got "many"'],
  ["/api/runs/stream?limit=1000000", "limit must be at least 1 and at most 10000; got 1000000"],
  ["/api/runs/x/series", "series takes the name of a metric"],
  ["/api/runs/x/series?name=a&from=soon", 'from must be a whole number; got "soon"'],
  ["/api/runs/x/snapshots?after=", 'after must be a whole number; got ""'],
])("%s is refused by a sentence", async (path, sentence) => {
  const answer = await ask(path);
  expect(answer.status).toBe(400);
  expect((await answer.json()).problem).toContain(sentence);
});
