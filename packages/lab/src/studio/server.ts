import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "@drumlin/run";
import { getRequestListener } from "@hono/node-server";
import { newAccess, urlHost } from "./access.ts";
import { studioApp } from "./app.ts";
import { StoreWatch } from "./store-watch.ts";

/** Tried first, then the ones after it, so that links stay good from one day to the next. */
const firstPort = 4750;
const portsTried = 10;

/** Where the studio is to be served. */
export interface StudioPlace {
  /** The store's URL. */
  readonly store: string;
  readonly host: string;
  /** 0 for any free one; null for 4750, or a free one when that is taken. */
  readonly port: number | null;
  /** The page's files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A studio at work. */
export interface StudioServer {
  /** With the token: who opens it gets in. */
  readonly url: string;
  readonly port: number;
  /** Ends it at once, whoever listens. */
  close(): Promise<void>;
}

/** Begins to serve. Throws UsageError when the place is taken or not this machine's, or the store's URL names none. */
export async function startStudio({ store, host, port, files }: StudioPlace): Promise<StudioServer> {
  const watch = new StoreWatch(store);
  const server = createServer({ noDelay: true });
  const taken = await listen(server, host, port);
  const access = newAccess(host, taken);
  const app = studioApp({ access, files, watch });
  server.on("request", getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const named = host === "0.0.0.0" || host === "::" ? "localhost" : urlHost(host);
  return {
    url: `http://${named}:${taken}/?token=${access.token}`,
    port: taken,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await watch.close();
    },
  };
}

async function listen(server: Server, host: string, port: number | null): Promise<number> {
  if (port !== null) return tryToListen(server, host, port);
  for (let next = firstPort; next < firstPort + portsTried; next++) {
    try {
      return await tryToListen(server, host, next);
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
    }
  }
  return tryToListen(server, host, 0);
}

/** Another program listens at this port. */
class PortTaken extends UsageError {}

function tryToListen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(listenError(error, host, port));
    server.once("error", onError);
    server.listen(port, host, () => {
      server.off("error", onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function listenError({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (code) {
    case "EADDRINUSE":
      return new PortTaken(`port ${port} of ${host} is taken; give another --port, or none for a free one`);
    case "EACCES":
      return new UsageError(`--port ${port} is not allowed to you; give one above 1023`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new UsageError(`--host ${host} is no address of this machine; give 127.0.0.1 or one it has`);
    default:
      return new Error(`cannot listen at ${host}:${port}: ${message}`);
  }
}
