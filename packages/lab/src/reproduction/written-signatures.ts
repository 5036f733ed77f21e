import type { TrialRecord } from "@drumlin/run";
import { signaturesSeen } from "./trial-measures.ts";

/** `covariance-collapse 10, policy-oscillation 3`: on how many of the trials each failure signature was seen; "none" for none. */
export function writtenSignatures(trials: readonly TrialRecord[]): string {
  const seen = trials.flatMap((trial) => Object.keys(signaturesSeen(trial)));
  const counts = [...new Set(seen)]
    .toSorted()
    .map((signature) => `${signature} ${seen.filter((other) => other === signature).length}`);
  return counts.join(", ") || "none";
}
