import { describe } from "vitest";
import { describeBackend } from "./backend.case.ts";
import { referenceBackend } from "./reference-backend.ts";

describe("the reference backend", () => {
  describeBackend({ backend: referenceBackend, tolerance: 0 });
});
