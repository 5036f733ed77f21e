import { connect } from "node:net";
import { join } from "node:path";
import type { Xoshiro128 } from "drumlin";
import { startStudio } from "../../studio/drumlin-command.ts";
import { damagedText } from "../damage.ts";
import { Finding, type Part } from "../part.ts";
import { succeeded } from "./command.ts";

/** Requests right, wrong and torn, with the key and without: never a 5xx, never an answer without the key, and the server lives. */
export const studioRequests: Part = {
  name: "studio",
  what: "requests and streams, right, damaged and torn off",
  share: 1,
  patience: 60,
  async prepare(folder) {
    const store = join(folder, "runs.db");
    for (const name of ["one", "two"])
      await succeeded([
        "train",
        "CartPole-v1",
        "--steps",
        "1200",
        "--components",
        "4",
        "--name",
        name,
        "--store",
        store,
      ]);
    const studio = await startStudio(store);
    const server = new URL(studio.url);
    const token = server.searchParams.get("token") ?? "";
    const port = Number(server.port);
    let end: { readonly status: number | null } | undefined;
    studio.ended.then((status) => {
      end = { status };
    });
    const key = `Cookie: drumlin-studio-${port}=${token}`;
    return {
      async attempt(random) {
        if (end !== undefined) throw new Finding(`the studio ended with ${end.status}`);
        const isKnown = random.integer(4) > 0;
        const request = drawRequest(random, port, isKnown ? key : damagedText(key, random));
        const status = await asked(port, request, random);
        if (status === null) return "refused";
        if (status >= 500) throw new Finding(`answered ${status}`, request);
        if (!isKnown && status === 200 && !request.includes(key))
          throw new Finding("answered without the key", request);
        return status < 400 ? "worked" : "refused";
      },
      async dispose() {
        await studio.stop();
      },
    };
  },
};

const paths = [
  "/",
  "/index.html",
  "/api/runs/stream",
  "/api/runs/one/stream",
  "/api/runs/two/snapshots?after=0",
  "/api/runs/one/series?name=losses%2Floss&from=0&to=900",
  "/api/studies",
  "/api/studies/none",
  "/api/runs/%00/stream",
  "/api/runs/constructor/series?name=__proto__",
  "/../../etc/passwd",
  "/assets/%2e%2e%2f",
];

function drawRequest(random: Xoshiro128, port: number, key: string): string {
  const path = paths[random.integer(paths.length)]!;
  const method = ["GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE"][random.integer(7)]!;
  const asked = random.integer(3) === 0 ? encodeURI(damagedText(path, random)) : path;
  const headers = [`Host: 127.0.0.1:${port}`, key, "Connection: close"];
  if (random.integer(5) === 0) headers.push(`X-Odd: ${"x".repeat(random.integer(20_000))}`);
  if (random.integer(5) === 0) headers.push("Sec-Fetch-Site: cross-site");
  const request = `${method} ${asked} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`;
  return random.integer(4) === 0 ? damagedText(request, random) : request;
}

/** The status that was answered; null where the connection was closed without one, or torn off by us. */
function asked(port: number, request: string, random: Xoshiro128): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const patience = 20 + random.integer(200);
    const done = () => {
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve(status === undefined ? null : Number(status));
    };
    socket.on("connect", () => {
      socket.write(request);
      // A stream has no end, and a torn request no answer.
      setTimeout(done, patience);
    });
    socket.on("data", (chunk) => {
      text = (text + chunk.toString("latin1")).slice(0, 100);
    });
    socket.on("error", done);
    socket.on("close", done);
  });
}
