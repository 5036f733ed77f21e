import { referenceBackend } from "../backends/reference-backend.ts";
import { itBearsExtremeOptions } from "./extreme-options.case.ts";

itBearsExtremeOptions(referenceBackend);
