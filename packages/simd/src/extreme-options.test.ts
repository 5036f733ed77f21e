import { itBearsExtremeOptions } from "../../core/src/agents/extreme-options.case.ts";
import { simdBackend } from "./simd-backend.ts";

itBearsExtremeOptions(simdBackend);
