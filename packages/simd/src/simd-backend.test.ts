import { expect, test } from "vitest";
import { describeBackend } from "../../core/src/backends/backend.case.ts";
import { LEARNER_OPTIONS } from "../../core/src/backends/learner-problem.case.ts";
import { simdBackend, simdMetric } from "./simd-backend.ts";

describeBackend({ backend: simdBackend, tolerance: 2e-5, sweep: "full", metrics: [simdMetric] });

test("a metric without kernels is refused with the backend that has it", () => {
  const options = { ...LEARNER_OPTIONS, metric: "log-euclidean" } as const;
  expect(() => simdBackend.createLearner(options, 1)).toThrow(/"reference" computes "log-euclidean"/);
});
