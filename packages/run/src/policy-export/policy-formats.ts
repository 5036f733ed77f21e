import { jsonPolicy } from "./json-policy.ts";
import type { PolicyFormat } from "./policy-format.ts";

/** Every format of `export`. */
export const policyFormats: readonly PolicyFormat[] = [jsonPolicy];
