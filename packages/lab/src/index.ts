export type {
  HealthRecord,
  MetricPoint,
  Run,
  RunConfiguration,
  RunProgress,
  RunResult,
  TrialRecord,
} from "@drumlin/run";
export { openExistingStore, openExistingStudyStore, openStore, openStudyStore } from "./store/open-store.ts";
export type { RunStore } from "./store/run-store.ts";
export type { StudyStore } from "./store/study-store.ts";
