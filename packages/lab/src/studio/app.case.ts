import type { Hono } from "hono";
import { newAccess } from "./access.ts";
import { studioApp } from "./app.ts";
import { StoreWatch } from "./store-watch.ts";

const text = (content: string) => new TextEncoder().encode(content);

/** What stands for the built page. */
export const files = new Map([
  ["index.html", text('<!doctype html><meta name="drumlin-server" content="none" /><p>the page</p>')],
  ["assets/main-Bx3.js", text("export {};")],
  ["assets/main-Bx3.css", text("p { color: red }")],
  ["icon.svg", text("<svg xmlns='http://www.w3.org/2000/svg'/>")],
]);

const access = newAccess("127.0.0.1", 4750);

/** The app of a store as a browser that has the key asks it. */
export interface AskedApp {
  readonly app: Hono;
  readonly watch: StoreWatch;
  readonly token: string;
  /** A request that is let through unless `headers` or `init` spoil it; null takes a header away. */
  ask(path: string, headers?: Record<string, string | null>, init?: RequestInit): Promise<Response>;
}

/** The studio's app of the store at a path, at 127.0.0.1:4750. */
export function askedApp(store: string): AskedApp {
  const watch = new StoreWatch(store);
  const app = studioApp({ access, files, watch });
  const key = { host: "127.0.0.1:4750", cookie: `${access.cookie}=${access.token}` };
  return {
    app,
    watch,
    token: access.token,
    ask: async (path, headers = {}, init = {}) => {
      const sent = Object.entries({ ...key, ...headers }).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      );
      return app.request(path, { ...init, headers: Object.fromEntries(sent) });
    },
  };
}
