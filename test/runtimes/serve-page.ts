import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { text } from "node:stream/consumers";
import type { Files } from "./build-page.ts";

const mediaTypes: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** A page on a port of its own. */
export interface PageServer {
  readonly url: string;
  close(): void;
}

/**
 * Serves a built page on this machine under the strictest security policy that lets it run, with or without WebAssembly.
 * `onReport` is told what the page posts to `/reports/PLACE`.
 */
export async function servePage(
  files: Files,
  allowsWebAssembly: boolean,
  onReport: (place: string, body: string) => void,
): Promise<PageServer> {
  const scripts = allowsWebAssembly ? "'self' 'wasm-unsafe-eval'" : "'self'";
  const policy = `default-src 'none'; script-src ${scripts}; worker-src 'self'; connect-src 'self'`;
  const server = createServer(async (request, response) => {
    const path = pathOf(request);
    if (request.method === "POST" && path.startsWith("/reports/")) {
      onReport(path.slice("/reports/".length), await text(request));
      response.writeHead(204).end();
      return;
    }
    const name = path === "/" ? "/index.html" : path;
    const content = files.get(name);
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": mediaTypes[extname(name)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    response.end(content);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pathOf(request: IncomingMessage): string {
  return decodeURIComponent(new URL(request.url ?? "/", "http://page").pathname);
}
