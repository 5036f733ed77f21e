import { expect, test } from "vitest";
import { describeBackend } from "../../core/src/backends/backend.case.ts";
import { describeGoldenUpdates } from "../../core/src/backends/golden-updates.case.ts";
import { LEARNER_OPTIONS } from "../../core/src/backends/learner-problem.case.ts";
import { fromReferenceState, toReferenceState } from "./reference-state.ts";
import { simdBackend, simdMetric } from "./simd-backend.ts";

describeBackend({ backend: simdBackend, tolerance: 2e-5, sweep: "full", metrics: [simdMetric] });

// Seen: 3.5e-7 after one update, 2e-6 after six, 5e-6 after six with steps of the longest.
describeGoldenUpdates({
  backend: simdBackend,
  metric: simdMetric,
  tolerance: 1e-5,
  fromReferenceState,
  toReferenceState,
});

test("a metric without kernels is refused with the backend that has it", () => {
  const options = { ...LEARNER_OPTIONS, metric: "log-euclidean" } as const;
  expect(() => simdBackend.createLearner(options, 1)).toThrow(/"reference" computes "log-euclidean"/);
});
