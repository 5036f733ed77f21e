import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Room for a few dozen scalars that the engine boxes where one function hands them to another. */
const BOXED_SCALARS = 640;

/** Agents on the backend that a module exports by this name allocate nothing as they act and observe. */
export function describeAllocation(moduleUrl: URL, exportName: string): void {
  it("act and observe allocate nothing: no bytes a hill or sample, and no more than a few boxed scalars a step", () => {
    const script = fileURLToPath(new URL("measure-allocation.case.ts", import.meta.url));
    // Compiling on the main thread: on a busy machine the optimising compiler's thread would come late, and the figure with it.
    const flags = ["--expose-gc", "--no-concurrent-recompilation", "--no-warnings"];
    const words = [...flags, script, moduleUrl.href, exportName];
    const output = execFileSync(process.execPath, words, { encoding: "utf8" });
    const bytesPerStep: Record<string, { small: number; large: number }> = JSON.parse(output);
    expect(Object.keys(bytesPerStep)).toHaveLength(3);
    for (const [name, { small, large }] of Object.entries(bytesPerStep)) {
      expect(small, `${name}, K 6, T 8`).toBeLessThan(BOXED_SCALARS);
      expect(large, `${name}, K 24, T 32`).toBeLessThan(BOXED_SCALARS);
    }
  });
}
