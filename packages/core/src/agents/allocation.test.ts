import { describeAllocation } from "./allocation.case.ts";

describeAllocation(new URL("../backends/reference-backend.ts", import.meta.url), "referenceBackend");
