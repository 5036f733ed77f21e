// What many runs and many trials cost, beside the bound of each: a store of so many runs is made, and asked as people ask it.
//
//   node bench/many-runs.ts [RUNS [TRIALS]]     (100 000 and 1 000 000 unless said)
//
// Seconds are of a whole command, Node's start included: by the clock, then those that processors worked for it, which on a machine that
// does something else meanwhile say more. Megabytes are the most that its process held at any time.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";

const [runsText = "100000", trialsText = "1000000"] = process.argv.slice(2);
const [runs, trials] = [Number(runsText), Number(trialsText)];
const main = fileURLToPath(new URL("../packages/lab/src/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "drumlin-many-"));
const store = join(folder, "many.db");

/** Has a process say at its end how much memory it held, and how long processors worked for it. */
const tellUsage = `process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process._rawDebug("used " + maxRSS + " " + (userCPUTime + systemCPUTime));
});`;

interface Measured {
  readonly seconds: number;
  /** That processors worked. */
  readonly work: number;
  readonly megabytes: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function command(...words: string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${tellUsage}`, main, ...words]);
  const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map(textOf));
  const seconds = (performance.now() - start) / 1000;
  return { seconds, ...usageIn(stderr!), stdout: stdout!, stderr: stderr! };
}

function usageIn(stderr: string): { work: number; megabytes: number } {
  const [, kilobytes, microseconds] = /used (\d+) (\d+)/.exec(stderr) ?? [];
  return { work: Number(microseconds) / 1e6, megabytes: Number(kilobytes) / 1024 };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk;
  return text;
}

async function report(what: string, bound: string, measured: Promise<Measured>): Promise<void> {
  const { seconds, work, megabytes, stdout, stderr } = await measured;
  const figures = `${seconds.toFixed(2).padStart(6)} s ${work.toFixed(2).padStart(6)} s ${megabytes.toFixed(0).padStart(5)} MB`;
  const last = (stdout.trimEnd().split("\n").at(-1) || stderr.split("\n")[0]!).slice(0, 100);
  process.stdout.write(`${what.padEnd(34)} ${figures}   ${bound.padEnd(16)} ${last}\n`);
}

/** A real run of a few steps, then as many copies of all its rows but those of its state. */
async function makeStore(): Promise<void> {
  await command("train", "CartPole-v1", "--store", store, "--steps", "300", "--components", "5");
  const database = new DatabaseSync(store);
  const columns = (table: string) =>
    database
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name));
  const copies = `with recursive copy(n) as (select 2 union all select n + 1 from copy where n < ${runs})`;
  const id = "printf('%010x', copy.n)";
  const fresh: Record<string, string> = {
    id,
    run_id: id,
    name: "'cartpole-v1-' || copy.n",
    created_at: "strftime('%Y-%m-%dT%H:%M:%fZ', 1767225600 + copy.n * 7.25, 'unixepoch')",
  };
  database.exec("pragma synchronous = off; begin");
  for (const table of ["runs", "live_states", "metrics", "health_events"]) {
    const names = columns(table);
    const values = names.map((name) => fresh[name] ?? `${table}.${name}`);
    database.exec(
      `${copies} insert into ${table} (${names}) select ${values} from copy, ${table} where ${table}.rowid in (select rowid from ${table} limit 4)`,
    );
  }
  database.exec("commit; pragma wal_checkpoint(truncate)");
  database.close();
}

/** What a page that opens waits for: from asking for the list to all of it. */
async function studioList(query: string): Promise<void> {
  const child = spawn(process.execPath, [
    ...["--import", `data:text/javascript,${tellUsage}`],
    ...[main, "studio", "--store", store, "--json", "--port", "0"],
  ]);
  const stderr = textOf(child.stderr);
  let line = "";
  for await (const chunk of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    line += chunk;
    if (line.endsWith("\n")) break;
  }
  const { url } = JSON.parse(line);
  const cookie = (await fetch(url, { redirect: "manual" })).headers.get("Set-Cookie")!;
  const start = performance.now();
  const answer = await fetch(new URL(`/api/runs/stream${query}`, url), { headers: { cookie } });
  let text = "";
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.endsWith("\n\n")) break;
  }
  const seconds = (performance.now() - start) / 1000;
  const told = JSON.parse(text.slice("data: ".length));
  child.kill("SIGINT");
  const usage = usageIn(await stderr);
  const stdout = `${told.runs.length} of ${told.count} runs`;
  await report(`studio's list ${query}`, "1 s", Promise.resolve({ seconds, ...usage, stdout, stderr: "" }));
}

function study(name: string, grid: string, seeds: string): string {
  const path = join(folder, `${name}.yaml`);
  const text = `name: ${name}\nenvironments: [CartPole-v1]\nagents: { drumlin: { kind: sgmm-q } }\n${grid}seeds: ${seeds}\nsteps: 1000\n`;
  writeFileSync(path, text);
  return path;
}

const whole = (count: number) => count.toLocaleString("en-US");
const list = (count: number, value: (index: number) => number) =>
  `[${Array.from({ length: count }, (_, index) => value(index))}]`;

try {
  await makeStore();
  process.stdout.write(
    `${whole(runs)} runs, ${whole(Math.round(statSync(store).size / 1e6))} MB, Node ${process.version}\n\n`,
  );
  const inStore = ["--store", store];
  await report("runs --help (Node's start)", "", command("runs", "--help"));
  await report("runs", "3 s, 200 MB", command("runs", ...inStore));
  await report("runs --all", "3 s, 200 MB", command("runs", "--all", ...inStore));
  await report("runs --json", "3 s, 200 MB", command("runs", "--json", ...inStore));
  const middle = `cartpole-v1-${Math.floor(runs / 2)}`;
  await report("runs show NAME", "0.5 s", command("runs", "show", middle, ...inStore));
  await report(
    "runs show ID",
    "0.5 s",
    command("runs", "show", (runs - 1).toString(16).padStart(10, "0"), ...inStore),
  );
  await report("runs show BEGINNING of many", "0.5 s", command("runs", "show", "cartpole", ...inStore));
  await report("runs show MISSPELT", "0.5 s", command("runs", "show", "cartpoel-v1-77", ...inStore));
  await report(
    "train, a new name",
    "",
    command("train", "CartPole-v1", ...inStore, "--steps", "64", "--components", "2"),
  );
  await studioList("");
  await studioList("?limit=1000&search=77");
  const axis = Math.round(Math.sqrt(trials / 10));
  const grid = `grid: { drumlin.sparsity: ${list(axis, (index) => index / 1e6)}, drumlin.components: ${list(axis, (index) => index + 1)} }\n`;
  await report(
    "dry run, a wide grid",
    "3 s, 300 MB",
    command("sweep", study("wide", grid, "10"), "--dry-run", ...inStore),
  );
  const shallow = `grid: { drumlin.components: ${list(trials / 1e5, (index) => index + 1)} }\n`;
  await report(
    "dry run, many seeds",
    "3 s, 300 MB",
    command("sweep", study("seeds", shallow, "100000"), "--dry-run", ...inStore),
  );
  const huge = grid.replace(
    "}",
    `, drumlin.factors: [1, 2, 3], drumlin.discountFactor: ${list(500, (index) => 0.9 + index / 1e4)} }`,
  );
  await report(
    "a thousand times as many, refused",
    "3 s, 300 MB",
    command("sweep", study("huge", huge, "10"), ...inStore),
  );
} finally {
  rmSync(folder, { recursive: true });
}
