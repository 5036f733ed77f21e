export { openExistingStore, openStore } from "./store/open-store.ts";
export type {
  HealthRecord,
  MetricPoint,
  Run,
  RunConfiguration,
  RunProgress,
  RunResult,
} from "./store/run.ts";
export type { RunStore } from "./store/run-store.ts";
