import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { Bench } from "tinybench";
import { type Subject, subjects } from "./subjects.ts";

/** Figures of one subject: medians over all rounds, in microseconds; and what a call leaves to the garbage collector. */
interface Row {
  readonly name: string;
  readonly backend: string;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly componentCount: number;
  readonly batchSize: number;
  readonly microseconds: number;
  readonly bytesPerCall: number;
}

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, milliseconds: { type: "string", default: "500" } },
});

const rows: Row[] = [];
for (const componentCount of [50, 100, 500]) {
  for (const subject of await subjects({
    observationSize: 4,
    actionCount: 2,
    componentCount,
    batchSize: 64,
  })) {
    const row = await measure(subject);
    rows.push(row);
    if (values.json) process.stdout.write(`${JSON.stringify(row)}\n`);
  }
}
if (!values.json) {
  process.stdout.write(
    `${cpus()[0].model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n\n`,
  );
  for (const { name, backend, componentCount, observationSize, microseconds, bytesPerCall } of rows) {
    const size = `D=${observationSize} K=${String(componentCount).padEnd(4)}`;
    const time = microseconds.toFixed(1).padStart(9);
    process.stdout.write(
      `${name.padEnd(8)} ${backend}  ${size} ${time} µs  ${bytesPerCall.toFixed(1)} bytes a call\n`,
    );
  }
}

async function measure({ name, call, sizes, backend }: Subject): Promise<Row> {
  const bench = new Bench({ time: Number(values.milliseconds), warmupTime: 300 });
  bench.add(name, call);
  const [task] = await bench.run();
  if (task.result.state !== "completed") throw new Error(`${name} did not complete: ${task.result.state}`);
  const microseconds = task.result.latency.p50 * 1000;
  return { name, backend, ...sizes, microseconds, bytesPerCall: bytesPerCall(call) };
}

/** Growth of the young heap over calls between which nothing is collected; the smallest of several rounds. */
function bytesPerCall(call: () => void): number {
  const calls = 200;
  const rounds = Array.from({ length: 10 }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < calls; i++) call();
    return (process.memoryUsage().heapUsed - before) / calls;
  });
  return Math.max(0, Math.min(...rounds));
}
