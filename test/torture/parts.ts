import type { Part } from "./part.ts";
import { agentFiles } from "./parts/agent-files.ts";
import { apiCalls } from "./parts/api-calls.ts";
import { clockSteps } from "./parts/clock-steps.ts";
import { fullDisk } from "./parts/full-disk.ts";
import { kills } from "./parts/kills.ts";
import { randomOptions } from "./parts/options.ts";
import { policyFiles } from "./parts/policy-files.ts";
import { readOnlyStores } from "./parts/read-only-stores.ts";
import { storeFiles } from "./parts/store-files.ts";
import { studioRequests } from "./parts/studio-requests.ts";
import { studyFiles } from "./parts/study-files.ts";
import { writers } from "./parts/writers.ts";

/** Every part of the bench, in the order of its table. */
export const parts: readonly Part[] = [
  agentFiles,
  policyFiles,
  studyFiles,
  storeFiles,
  apiCalls,
  randomOptions,
  kills,
  writers,
  fullDisk,
  readOnlyStores,
  clockSteps,
  studioRequests,
];
