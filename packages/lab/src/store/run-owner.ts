import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { RunOwner } from "@drumlin/run";

/** An owner that has not written for this long is taken for dead, wherever it runs. */
const heartbeatLimit = 120_000;

/** This process, as the owner of one run. */
export function currentOwner(): RunOwner {
  return { token: randomUUID(), host: hostname(), pid: process.pid };
}

/**
 * Whether an owner still trains: it wrote lately, and when it runs on this machine its process exists.
 * A suspended process may be wrongly taken for dead; its token no longer matches, so it cannot write.
 */
export function isOwnerAlive(owner: RunOwner, lastHeartbeat: string, now = Date.now()): boolean {
  if (now - Date.parse(lastHeartbeat) > heartbeatLimit) return false;
  return owner.host !== hostname() || processExists(owner.pid);
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** A killed process whose parent has not taken note still has a number; Linux tells. */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status[status.lastIndexOf(")") + 2] === "Z";
  } catch {
    return false;
  }
}
