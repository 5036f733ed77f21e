import { parentPort, workerData } from "node:worker_threads";
import type { TrialRecord } from "@drumlin/run";
import { studyDetail } from "./study-detail.ts";

/** What the worker is given: what the study asks for (JSON text), and its records by identity. */
export interface StudyRecords {
  readonly definition: string;
  readonly records: ReadonlyMap<string, TrialRecord>;
}

const { definition, records } = workerData as StudyRecords;
parentPort?.postMessage(studyDetail(JSON.parse(definition), records));
