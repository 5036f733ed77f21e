import { describeAllocation } from "../../core/src/agents/allocation.case.ts";

describeAllocation(new URL("./simd-backend.ts", import.meta.url), "simdBackend");
