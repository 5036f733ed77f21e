import { parentPort, workerData } from "node:worker_threads";
import { Bench } from "tinybench";
import { type Sizes, type Subject, subjects } from "./subjects.ts";

/** Figures of one subject: the median time of a call, and what a call leaves to the garbage collector. */
export interface Row extends Sizes {
  readonly name: string;
  readonly backend: string;
  readonly microseconds: number;
  readonly bytesPerCall: number;
}

/** What one worker measures. */
export interface MeasureRequest {
  readonly sizes: Sizes;
  readonly milliseconds: number;
}

async function measure({ name, call, sizes, backend }: Subject, milliseconds: number): Promise<Row> {
  const bench = new Bench({ time: milliseconds, warmupTime: milliseconds });
  bench.add(name, call);
  const [task] = await bench.run();
  if (task.result.state !== "completed") throw new Error(`${name} did not complete: ${task.result.state}`);
  const microseconds = task.result.latency.p50 * 1000;
  return { name, backend, ...sizes, microseconds, bytesPerCall: bytesPerCall(call) };
}

/** Growth of the heap over calls between which nothing is collected; the smallest of several rounds. */
function bytesPerCall(call: () => void): number {
  const calls = 300;
  const rounds = Array.from({ length: 10 }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < calls; i++) call();
    return (process.memoryUsage().heapUsed - before) / calls;
  });
  return Math.max(0, Math.min(...rounds));
}

const { sizes, milliseconds } = workerData as MeasureRequest;
for (const subject of await subjects(sizes)) parentPort?.postMessage(await measure(subject, milliseconds));
