import type { MeasuredRun, MetricsFormat } from "./metrics-format.ts";

/** One JSON object a step, with every number measured then. */
export const jsonLinesMetrics: MetricsFormat = {
  name: "jsonl",
  description: "one JSON object a step",
  toText: (runs) => runs.flatMap(stepLines).join("\n"),
};

function stepLines({ run, metrics }: MeasuredRun): string[] {
  const steps = new Map<number, Record<string, string | number>>();
  for (const { step, name, value } of metrics) {
    const line = steps.get(step) ?? { run: run.name, step };
    line[name] = value;
    steps.set(step, line);
  }
  return [...steps.values()].map((line) => JSON.stringify(line));
}
