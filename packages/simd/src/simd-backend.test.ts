import { describeBackend } from "../../core/src/backends/backend.case.ts";
import { simdBackend } from "./simd-backend.ts";

describeBackend({ backend: simdBackend, tolerance: 2e-5, sweep: "full" });
