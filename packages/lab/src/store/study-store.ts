import type { StudySummary, TrialOutcome, TrialRecord } from "@drumlin/run";

/**
 * Where studies and the records of their trials are kept, beside the runs. Every method that writes is one transaction: it
 * happens whole or not at all.
 */
export interface StudyStore {
  /** How the user names this store: `sqlite:drumlin.db`. */
  readonly url: string;
  /** Makes a study known by what it asks for (JSON text), or says anew what it asks for; its trials stay. */
  saveStudy(name: string, definition: string): Promise<void>;
  /** What a study was last said to ask for, or null when there is no such study. */
  readStudy(name: string): Promise<string | null>;
  /** What there is to list of every study, the one last changed first. */
  studies(): Promise<StudySummary[]>;
  /** Keeps the record of a trial that has ended, in the place of an earlier one of the same identity. */
  writeTrial(study: string, identity: string, record: TrialRecord): Promise<void>;
  /** Every record of a study by its trial's identity; empty when there is no such study. */
  readTrials(study: string): Promise<Map<string, TrialRecord>>;
  /** How every trial of a study ended, by its identity, in the order in which they did; reads no curve, and has but some in memory. */
  outcomes(study: string): AsyncIterable<readonly [identity: string, outcome: TrialOutcome]>;
  close(): Promise<void>;
}
