import { readFileSync, statSync } from "node:fs";
import { formatCount, UsageError } from "@drumlin/run";
import { isCheckpoint, loadAgent, type ResolvedAgentOptions } from "drumlin";
import type { OutputPath } from "./check-output.ts";

/**
 * Refuses a path that `checkOutput` let pass, where the agent of another run would be lost: one that learned with other options
 * than the agent to be written, whose options these are; null where none is to be written.
 */
export async function checkAgentOutput(
  { option, path }: Pick<OutputPath, "option" | "path">,
  options: ResolvedAgentOptions | null,
): Promise<void> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
  const bytes = readFileSync(path);
  if (!isCheckpoint(bytes)) return;
  // Of a damaged one nothing is left to lose.
  const other = await loadAgent(bytes).catch(() => null);
  if (other === null || JSON.stringify(other.options) === JSON.stringify(options)) return;
  const { seed } = other.options;
  throw new UsageError(
    `${option} ${path} holds the agent of another run (seed ${seed}, ${formatCount(other.stepCount)} steps), which would be lost; remove it first, or give another path`,
  );
}
