import { describe } from "vitest";
import { describeBackend } from "./backend.case.ts";
import { describeGoldenUpdates } from "./golden-updates.case.ts";
import { referenceBackend } from "./reference-backend.ts";

describe("the reference backend", () => {
  describeBackend({ backend: referenceBackend, tolerance: 0 });

  // Seen: 5e-15 after one update, 2e-14 after six, 8e-14 after six with steps of the longest.
  for (const metric of ["affine-invariant", "affine-invariant-textbook"] as const) {
    describeGoldenUpdates({ backend: referenceBackend, metric, tolerance: 1e-12 });
  }
});
