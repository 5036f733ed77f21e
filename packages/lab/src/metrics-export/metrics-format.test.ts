import type { Run } from "@drumlin/run";
import { describe, expect, it } from "vitest";
import { csvMetrics } from "./csv-metrics.ts";
import { jsonLinesMetrics } from "./json-lines-metrics.ts";
import type { MeasuredRun, MetricsFormat } from "./metrics-format.ts";
import { crc32c } from "./record-file.ts";
import { tensorboardMetrics } from "./tensorboard-metrics.ts";

const measured: MeasuredRun = {
  run: {
    name: "cartpole-v1-1",
    createdAt: "2026-01-02T03:04:05.000Z",
    progress: { step: 2000, seconds: 10 },
  } as Run,
  metrics: [
    { step: 1000, name: "charts/evaluation_return", value: 0.1 + 0.2 },
    { step: 1000, name: "model/live_components", value: 12 },
    { step: 2000, name: "charts/evaluation_return", value: 500 },
  ],
};

const text = (format: MetricsFormat) => ("toText" in format ? format.toText([measured]) : "");

describe("metrics are exported", () => {
  it("as rows that keep every bit of a number", () => {
    expect(text(csvMetrics).split("\n")).toEqual([
      "run,step,name,value",
      "cartpole-v1-1,1000,charts/evaluation_return,0.30000000000000004",
      "cartpole-v1-1,1000,model/live_components,12",
      "cartpole-v1-1,2000,charts/evaluation_return,500",
    ]);
  });

  it("as one JSON object a step", () => {
    expect(
      text(jsonLinesMetrics)
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        run: "cartpole-v1-1",
        step: 1000,
        "charts/evaluation_return": 0.1 + 0.2,
        "model/live_components": 12,
      },
      { run: "cartpole-v1-1", step: 2000, "charts/evaluation_return": 500 },
    ]);
  });

  it("as TensorBoard records whose lengths and checksums hold", () => {
    if (!("toFiles" in tensorboardMetrics)) throw new Error("a folder of files");
    const [file] = tensorboardMetrics.toFiles([measured]);
    expect(file!.path).toBe("cartpole-v1-1/events.out.tfevents.1767323045.drumlin");
    const bytes = Buffer.from(file!.content as Uint8Array);
    const unmask = (value: number) => {
      const rotated = (value - 0xa282ead8) >>> 0;
      return ((rotated >>> 17) | (rotated << 15)) >>> 0;
    };
    const records: Buffer[] = [];
    for (let offset = 0; offset < bytes.length; ) {
      const length = Number(bytes.readBigUInt64LE(offset));
      expect(unmask(bytes.readUInt32LE(offset + 8))).toBe(crc32c(bytes.subarray(offset, offset + 8)));
      const record = bytes.subarray(offset + 12, offset + 12 + length);
      expect(unmask(bytes.readUInt32LE(offset + 12 + length))).toBe(crc32c(record));
      records.push(record);
      offset += length + 16;
    }
    expect(records).toHaveLength(4);
    expect(records[0]!.toString("latin1")).toContain("brain.Event:2");
    expect(records[3]!.readDoubleLE(1)).toBe(1767323055);
    expect(records[3]!.readFloatLE(records[3]!.length - 4)).toBe(500);
  });
});

it("the checksum is Castagnoli's", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
});
