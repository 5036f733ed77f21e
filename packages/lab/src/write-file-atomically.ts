import { renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "@drumlin/run";

/** Writes beside the file, then renames: nobody ever reads half of it. */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UsageError(
      `cannot write ${path}: ${(error as Error).message}; give a path in a folder that exists`,
    );
  }
}
