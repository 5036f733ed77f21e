import type { PolicySnapshot } from "@drumlin/run";
import { everyFew } from "./every-few.ts";

/** Of snapshots that together are larger than `bytes`, every second, third, …: as many as are not; the last one always. */
export function thinnedHistory(snapshots: readonly PolicySnapshot[], bytes: number): PolicySnapshot[] {
  const size = snapshots.reduce((sum, { frame, visited }) => sum + frame.byteLength + visited.byteLength, 0);
  const stride = Math.max(1, Math.ceil(size / bytes));
  return everyFew(snapshots, stride);
}
