import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isLoopback, newAccess } from "./access.ts";
import { askedApp } from "./app.case.ts";

const { ask, token, watch } = askedApp(join(tmpdir(), "drumlin-no-such-store.db"));
afterAll(() => watch.close());

const sentence = "Open the link that drumlin studio printed; it holds the key.";

describe("the key", () => {
  it("is 256 random bits, another for each studio", () => {
    const tokens = [1, 2].map(() => newAccess("127.0.0.1", 4750).token);
    expect(tokens[0]).toMatch(/^[\w-]{43}$/);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it("is left in a cookie that scripts and other sites have not, and the visit goes on without it", async () => {
    const answer = await ask(`/?token=${token}&theme=dark`, { cookie: null });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/?theme=dark");
    expect(answer.headers.get("Set-Cookie")).toBe(
      `drumlin-studio-4750=${token}; Path=/; HttpOnly; SameSite=Strict`,
    );
  });

  it("leads to no other host, whatever the path", async () => {
    const answer = await ask(`//example.org/?token=${token}`, { cookie: null });
    expect(answer.headers.get("Location")).toBe("/example.org/");
  });

  it("gets in from a link on another site, whose redirects come without the cookie", async () => {
    const answer = await ask(`/?token=${token}`, { cookie: null, "sec-fetch-site": "cross-site" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Refresh")).toBe("0; url=/");
    expect(answer.headers.get("Set-Cookie")).toContain(token);
    expect(await answer.text()).not.toContain("the page");
  });

  it.each([
    ["no key", "/", null],
    ["a wrong key in the URL", "/?token=wrong", null],
    ["an empty key", "/?token=", null],
    ["a wrong key in the cookie", "/", "drumlin-studio-4750=wrong"],
    ["the key in another port's cookie", "/", `drumlin-studio-4751=${token}`],
  ])("%s opens nothing", async (_title, path, cookie) => {
    const answer = await ask(path, { cookie });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/);
    const body = await answer.text();
    expect(body).toContain(sentence);
    expect(body).not.toContain("the page");
  });

  it.each(["/api/runs/stream", "/api/studies", `/api/studies?token=${token}`, "/api/nothing"])(
    "%s without it is a problem",
    async (path) => {
      const answer = await ask(path, { cookie: null });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ problem: sentence });
    },
  );
});

describe("a request is refused", () => {
  it.each(["evil.example:4750", "127.0.0.1", "127.0.0.1:4751", "127.0.0.1.evil.example:4750", "", null])(
    "for the host %s",
    async (host) => {
      const answer = await ask("/", { host });
      expect(answer.status).toBe(421);
      expect(await answer.text()).not.toContain("the page");
      expect((await ask(`/?token=${token}`, { host, cookie: null })).headers.get("Set-Cookie")).toBeNull();
    },
  );

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("with the method %s", async (method) => {
    const answer = await ask("/api/studies", {}, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("Allow")).toBe("GET, HEAD");
    expect(await answer.json()).toEqual({ problem: expect.any(String) });
  });

  it.each(["cross-site", "same-site"])("below /api from a page that is %s", async (site) => {
    const answer = await ask("/api/studies", { "sec-fetch-site": site, origin: "http://localhost:3000" });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});

it.each(["127.0.0.1:4750", "localhost:4750", "LOCALHOST:4750", "[::1]:4750"])(
  "the host %s is this machine",
  async (host) => {
    expect((await ask("/", { host })).status).toBe(200);
  },
);

it("a named host is known by its name, all addresses by all of the machine's names", () => {
  expect(newAccess("192.168.1.7", 4750).hosts).toContain("192.168.1.7:4750");
  expect(newAccess("127.0.0.1", 4750).hosts).not.toContain(`${hostname().toLowerCase()}:4750`);
  expect(newAccess("0.0.0.0", 4750).hosts).toContain(`${hostname().toLowerCase()}:4750`);
  expect(newAccess("::1", 80).hosts).toContain("[::1]");
});

it("only this machine's own addresses are loopback", () => {
  for (const host of ["127.0.0.1", "127.1.2.3", "localhost", "::1"]) expect(isLoopback(host)).toBe(true);
  for (const host of ["0.0.0.0", "::", "192.168.1.7", "127.example.org"])
    expect(isLoopback(host)).toBe(false);
});
