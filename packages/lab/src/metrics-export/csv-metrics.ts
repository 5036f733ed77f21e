import type { MetricsFormat } from "./metrics-format.ts";

/** One row a number: run, step, name, value. Run and metric names hold no comma and no quote. */
export const csvMetrics: MetricsFormat = {
  name: "csv",
  description: "one row a number: run, step, name, value",
  toText: (runs) =>
    [
      "run,step,name,value",
      ...runs.flatMap(({ run, metrics }) =>
        metrics.map(({ step, name, value }) => `${run.name},${step},${name},${value}`),
      ),
    ].join("\n"),
};
