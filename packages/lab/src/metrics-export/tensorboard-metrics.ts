import type { MetricPoint } from "@drumlin/run";
import type { MeasuredRun, MetricsFormat } from "./metrics-format.ts";
import { doubleField, floatField, messageField, stringField, varintField } from "./protobuf.ts";
import { recordFile } from "./record-file.ts";

/** An event file a run, in a folder of its own: `tensorboard --logdir OUTPUT` shows them side by side. */
export const tensorboardMetrics: MetricsFormat = {
  name: "tensorboard",
  description: "a folder of event files, one folder a run",
  toFiles: (runs) =>
    runs.map((measured) => {
      const start = Math.floor(Date.parse(measured.run.createdAt) / 1000);
      return {
        path: `${measured.run.name}/events.out.tfevents.${start}.drumlin`,
        content: eventFile(measured, start),
      };
    }),
};

/** TensorFlow's `Event` messages: the file version first, then one event a number. */
function eventFile({ run, metrics }: MeasuredRun, start: number): Uint8Array {
  const { step: lastStep, seconds } = run.progress;
  // Instants are not stored with metrics: steps are taken to be equally long.
  const instant = (step: number) => start + (lastStep === 0 ? 0 : (step / lastStep) * seconds);
  const version = Buffer.concat([doubleField(1, start), stringField(3, "brain.Event:2")]);
  return recordFile([version, ...metrics.map((point) => scalarEvent(point, instant(point.step)))]);
}

function scalarEvent({ step, name, value }: MetricPoint, wallTime: number): Buffer {
  const scalar = messageField(1, Buffer.concat([stringField(1, name), floatField(2, value)]));
  return Buffer.concat([doubleField(1, wallTime), varintField(2, step), messageField(5, scalar)]);
}
