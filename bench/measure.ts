import { parentPort, workerData } from "node:worker_threads";
import type { BackendName } from "drumlin";
import { Bench } from "tinybench";
import { type AgentSizes, agentSubjects } from "./agent-subjects.ts";
import { updateSubject } from "./learner-subjects.ts";
import type { Subject } from "./subject.ts";

/** Figures of one subject: the time of a call, and what a call leaves to the garbage collector. */
export interface Row extends AgentSizes {
  readonly name: string;
  readonly backend: string;
  /** Median. */
  readonly microseconds: number;
  /** 99th percentile. */
  readonly microseconds99: number;
  readonly bytesPerCall: number;
}

/** What one worker measures. */
export interface MeasureRequest {
  readonly backend: BackendName;
  readonly sizes: AgentSizes;
  readonly milliseconds: number;
}

async function measure({ name, call, backend }: Subject, request: MeasureRequest): Promise<Row> {
  const { sizes, milliseconds } = request;
  const bench = new Bench({ time: milliseconds, warmupTime: milliseconds });
  bench.add(name, call);
  const [task] = await bench.run();
  if (task.result.state !== "completed") throw new Error(`${name} did not complete: ${task.result.state}`);
  const { p50, p99 } = task.result.latency;
  const times = { microseconds: p50 * 1000, microseconds99: p99 * 1000 };
  return { name, backend, ...sizes, ...times, bytesPerCall: await bytesPerCall(call) };
}

/** Growth of the heap over calls between which nothing is collected; the smallest of several rounds. */
async function bytesPerCall(call: () => unknown): Promise<number> {
  const calls = 300;
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round++) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < calls; i++) {
      const result = call();
      // Waiting allocates, so only where there is something to wait for.
      if (result instanceof Promise) await result;
    }
    least = Math.min(least, (process.memoryUsage().heapUsed - before) / calls);
  }
  return Math.max(0, least);
}

const request = workerData as MeasureRequest;
const { backend, sizes } = request;
const subjects = [updateSubject(backend, "default", sizes), ...(await agentSubjects(backend, sizes))];
for (const subject of subjects) parentPort?.postMessage(await measure(subject, request));
