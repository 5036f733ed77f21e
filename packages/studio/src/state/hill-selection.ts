import type { RunModel } from "./run-model.ts";

/** Selects a hill in every view, or no hill when it was selected. */
export function toggleHill(run: RunModel, id: number): void {
  run.selectedHill.value = run.selectedHill.peek() === id ? null : id;
}
