import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { hostname, networkInterfaces } from "node:os";
import type { Problem } from "@drumlin/run";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who may ask the studio's server anything. */
export interface Access {
  /** 256 random bits, in base64url. */
  readonly token: string;
  /** Where the browser keeps the token. Cookies are shared between the ports of a host, so the name tells the port. */
  readonly cookie: string;
  /** What a browser that means this server may say in its `Host` header. */
  readonly hosts: ReadonlySet<string>;
}

/** A new token for a server that listens there. */
export function newAccess(host: string, port: number): Access {
  const names = ["127.0.0.1", "localhost", "[::1]", ...namesOf(host)];
  const hosts = names.map((name) => new URL(`http://${name}:${port}`).host);
  return {
    token: randomBytes(32).toString("base64url"),
    cookie: `drumlin-studio-${port}`,
    hosts: new Set(hosts),
  };
}

/** Whether only programs on this machine reach a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** A host as it stands in a URL. */
export function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** All names of this machine where a server listens at all its addresses, or the one address. */
function namesOf(host: string): string[] {
  if (host !== "0.0.0.0" && host !== "::") return [urlHost(host)];
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  // A link-local address with its zone is none that stands in a URL.
  return [
    hostname(),
    ...addresses.map(({ address }) => urlHost(address)).filter((name) => !name.includes("%")),
  ];
}

/**
 * Lets through who holds the token, asks for this very host, reads only, and is no other site's page. A visit with the token in the
 * URL leaves it in a cookie and goes on without it. All others get a sentence: as a page, or below `/api` as a `Problem`.
 */
export function guard({ token, cookie, hosts }: Access): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    // Another site's name that was made to lead here (DNS rebinding) would make its pages same-origin with this one.
    if (!hosts.has((req.header("host") ?? "").toLowerCase()))
      return refuse(
        context,
        421,
        "This is not the host that drumlin studio printed; open the link as it stands there.",
      );
    if (req.method !== "GET" && req.method !== "HEAD") {
      context.header("Allow", "GET, HEAD");
      return refuse(context, 405, "The studio only shows; it takes nothing.");
    }
    const site = req.header("sec-fetch-site") ?? "none";
    if (isApi(context) && site !== "same-origin" && site !== "none")
      return refuse(context, 403, "The studio answers its own pages only.");
    const shown = req.query("token");
    if (shown !== undefined && !isApi(context) && isSame(shown, token)) {
      setCookie(context, cookie, token, { path: "/", httpOnly: true, sameSite: "Strict" });
      return enter(context, site);
    }
    if (isSame(getCookie(context, cookie) ?? "", token)) return next();
    return refuse(context, 401, "Open the link that drumlin studio printed; it holds the key.");
  };
}

/** Goes on to the same page without the token. */
function enter(context: Context, site: string): Response {
  const url = new URL(context.req.url);
  url.searchParams.delete("token");
  // One slash: with two a browser takes what follows for a host.
  const path = `${url.pathname.replace(/^\/+/, "/")}${url.search}`;
  if (site === "none" || site === "same-origin") return context.redirect(path, 303);
  // After a link on another site's page a redirect is still that site's request, and the cookie would not come along.
  context.header("Refresh", `0; url=${path}`);
  return context.html(page("Opening the studio …"));
}

function refuse(context: Context, status: 401 | 403 | 405 | 421, sentence: string): Response {
  if (isApi(context)) return context.json({ problem: sentence } satisfies Problem, status);
  return context.html(page(sentence), status);
}

function isApi({ req }: Context): boolean {
  return req.path.startsWith("/api/");
}

function page(sentence: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Drumlin studio</title><p>${sentence}</p></html>\n`;
}

/** Takes as long for a key that is nearly right as for any other. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [given, token].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a!, b!);
}
