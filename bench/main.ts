import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { backendNames } from "drumlin";
import type { MeasureRequest, Row } from "./measure.ts";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, milliseconds: { type: "string", default: "500" } },
});

if (!values.json) {
  const date = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    `${cpus()[0].model}, Node ${process.version}, ${date}; µs: median, 99th percentile\n\n`,
  );
}
for (const componentCount of [50, 100, 500]) {
  for (const backend of backendNames) {
    const sizes = { observationSize: 4, actionCount: 2, componentCount, batchSize: 64 };
    await measureInWorker({ backend, sizes, milliseconds: Number(values.milliseconds) });
  }
}

/** A worker of its own for each size: what the compiler learned of one must not slow the next. */
function measureInWorker(request: MeasureRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./measure.ts", import.meta.url), { workerData: request });
    worker.on("message", print);
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
}

function print(row: Row): void {
  const { name, backend, observationSize, componentCount, microseconds, microseconds99, bytesPerCall } = row;
  if (values.json) {
    process.stdout.write(`${JSON.stringify(row)}\n`);
    return;
  }
  const size = `D=${observationSize} K=${String(componentCount).padEnd(4)}`;
  const [median, late] = [microseconds, microseconds99].map((time) => time.toFixed(1).padStart(9));
  const bytes = `${bytesPerCall.toFixed(0)} bytes a call`;
  process.stdout.write(`${name.padEnd(8)} ${backend.padEnd(9)}  ${size} ${median} ${late}   ${bytes}\n`);
}
