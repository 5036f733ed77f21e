import { csvMetrics } from "./csv-metrics.ts";
import { jsonLinesMetrics } from "./json-lines-metrics.ts";
import type { MetricsFormat } from "./metrics-format.ts";
import { tensorboardMetrics } from "./tensorboard-metrics.ts";

/** Every format of `runs export`. */
export const metricsFormats: readonly MetricsFormat[] = [csvMetrics, jsonLinesMetrics, tensorboardMetrics];
