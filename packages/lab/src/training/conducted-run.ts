import type { TrainerParts } from "./trainer.ts";

/** A run ready to be trained by this process. */
export interface ConductedRun extends Omit<TrainerParts, "lastSnapshotStep"> {
  readonly json: boolean;
  /** Where the whole agent goes in the end, for `loadAgent`. */
  readonly modelOut: string | undefined;
}
