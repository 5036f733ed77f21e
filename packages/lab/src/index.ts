export type {
  HealthRecord,
  MetricPoint,
  Run,
  RunConfiguration,
  RunProgress,
  RunResult,
} from "@drumlin/run";
export { openExistingStore, openExistingStudyStore, openStore, openStudyStore } from "./store/open-store.ts";
export type { RunStore } from "./store/run-store.ts";
export type { StudyStore } from "./store/study-store.ts";
export type { TrialRecord } from "./study/trial-record.ts";
