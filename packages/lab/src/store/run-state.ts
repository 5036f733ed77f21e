import type { Run, RunStatus } from "@drumlin/run";
import { isOwnerAlive } from "./run-owner.ts";

/** What to tell a user: a run that still says "running" while nobody trains it was killed. */
export function runState({ status, owner, updatedAt }: Run): RunStatus | "killed" {
  return status === "running" && (owner === null || !isOwnerAlive(owner, updatedAt)) ? "killed" : status;
}
