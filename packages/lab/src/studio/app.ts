import {
  mostRuns,
  type PolicyMoment,
  type PolicySnapshot,
  type Problem,
  UsageError,
  usualRuns,
  writeSnapshots,
} from "@drumlin/run";
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { streamSSE } from "hono/streaming";
import { getMimeType } from "hono/utils/mime";
import { type Access, guard } from "./access.ts";
import { namedRun, runFeed } from "./run-feed.ts";
import { runsFeed } from "./runs-feed.ts";
import { StoreGone, StoreProblem, type StoreWatch } from "./store-watch.ts";
import { StudyDetails } from "./study-details.ts";
import { thinnedHistory } from "./thinned-history.ts";

/** Buckets of a stretch of a metric. */
const stretchBuckets = 1000;

/** Bytes of snapshots in one answer: a page takes them in within the blink of an eye, and shows a hundred moments of 500 hills. */
const historyBytes = 5_000_000;

/** What the studio serves. */
export interface AppParts {
  readonly access: Access;
  /** The page's files by path, `index.html` among them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly watch: StoreWatch;
}

/** The studio's server without a port: the page, and `/api` as `protocol.ts` has it. */
export function studioApp({ access, files, watch }: AppParts): Hono {
  const app = new Hono();
  const details = new StudyDetails(watch);
  app.use(headers);
  app.use(guard(access));

  app.get("/api/runs/stream", (context) => {
    const limit = numberIn(context, "limit", usualRuns);
    if (limit < 1 || limit > mostRuns)
      throw new WrongRequest(`limit must be at least 1 and at most ${mostRuns}; got ${limit}`);
    const words = (context.req.query("search") ?? "").split(/\s+/).filter((word) => word !== "");
    return events(context, (signal) => runsFeed(watch, { limit, words }, signal));
  });
  app.get("/api/runs/:run/stream", async (context) => {
    const run = context.req.param("run");
    // That there is no such run is a status; that the store cannot be read now is told by the feed, which goes on trying.
    await watch.read((store) => namedRun(store, run)).catch(unlessStoreProblem);
    return events(context, (signal) => runFeed(watch, run, signal));
  });
  app.get("/api/runs/:run/snapshots", async (context) => {
    const after = numberIn(context, "after", -1);
    const snapshots = await watch.read(async (store) => {
      const { id } = await namedRun(store, context.req.param("run"));
      return store.readSnapshots(id, after);
    });
    const moments = thinnedHistory(snapshots, historyBytes).map(toMoment);
    return context.body(writeSnapshots(moments), 200, {
      "Content-Type": "application/octet-stream",
    });
  });
  app.get("/api/runs/:run/series", async (context) => {
    const name = context.req.query("name");
    if (name === undefined) throw new WrongRequest("series takes the name of a metric: ?name=…");
    const range = [numberIn(context, "from", 0), numberIn(context, "to", Number.MAX_SAFE_INTEGER)] as const;
    const series = await watch.read(async (store) => {
      const { id } = await namedRun(store, context.req.param("run"));
      return store.thinMetric(id, name, range, stretchBuckets);
    });
    return context.json(series);
  });
  app.get("/api/studies", async (context) =>
    context.json(await watch.readStudies((store) => store.studies())),
  );
  app.get("/api/studies/:study", async (context) =>
    context.json(await details.detail(context.req.param("study"))),
  );
  app.get("/api/*", (context) => problem(context, 404, `the studio has no ${context.req.path}`));

  for (const [path, content] of servedFiles(files))
    app.get(path, (context) => {
      if (isHashed(path)) context.header("Cache-Control", "private, max-age=31536000, immutable");
      return context.body(content, 200, { "Content-Type": getMimeType(path) ?? "text/html; charset=utf-8" });
    });
  app.notFound((context) => context.text("The studio has no such page.", 404));
  app.onError((error, context) => {
    if (error instanceof WrongRequest) return problem(context, 400, error.message);
    if (error instanceof UsageError) return problem(context, 404, error.message);
    if (error instanceof StoreGone) return problem(context, 410, error.message);
    if (error instanceof StoreProblem) return problem(context, 503, error.message);
    return problem(context, 500, `this cannot be shown: ${error.message}`);
  });
  return app;
}

/** Something in the URL is not what the path takes. */
class WrongRequest extends Error {}

const secure = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:", "blob:"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // There is no certificate for a machine's own address.
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});

/** What every answer says; nothing is kept by the browser unless a route says otherwise. */
const headers: typeof secure = (context, next) =>
  secure(context, async () => {
    await next();
    // Also in the place of what `streamSSE` says.
    const kept = context.res.headers.get("Cache-Control");
    if (kept === null || kept === "no-cache") context.res.headers.set("Cache-Control", "no-store");
  });

/** By the path of its URL; what is not among them cannot be served. */
function servedFiles(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array<ArrayBuffer>> {
  const served = new Map(Array.from(files, ([path, content]) => [`/${path}`, new Uint8Array(content)]));
  const index = new TextDecoder().decode(served.get("/index.html"));
  const here = index.replace('<meta name="drumlin-server" content="none"', (tag) =>
    tag.replace("none", "here"),
  );
  const content = new TextEncoder().encode(here);
  return served.set("/index.html", content).set("/", content);
}

/** Vite puts a hash of the content into these names. */
function isHashed(path: string): boolean {
  return path.startsWith("/assets/");
}

/** Server-sent events, until the listener is gone or the feed ends. */
function events(context: Context, feed: (signal: AbortSignal) => AsyncIterable<unknown>): Response {
  // There is nobody to read them.
  if (context.req.method === "HEAD") return context.body(null, 200, { "Content-Type": "text/event-stream" });
  return streamSSE(context, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    for await (const message of feed(gone.signal)) await stream.writeSSE({ data: JSON.stringify(message) });
  });
}

function unlessStoreProblem(error: unknown): void {
  if (!(error instanceof StoreProblem)) throw error;
}

function problem(context: Context, status: 400 | 404 | 410 | 500 | 503, sentence: string): Response {
  return context.json({ problem: sentence } satisfies Problem, status);
}

function numberIn({ req }: Context, name: string, missing: number): number {
  const text = req.query(name);
  const value = text === undefined ? missing : Number(text);
  if (Number.isSafeInteger(value) && text !== "") return value;
  throw new WrongRequest(`${name} must be a whole number; got "${text}"`);
}

function toMoment({ step, frame, visited }: PolicySnapshot): PolicyMoment {
  return { step, frame: float32(frame), visited: float32(visited) };
}

/** A copy: where the bytes stand in their buffer need not be where a float32 can. */
function float32(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
