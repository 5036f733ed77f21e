import type { GaussianPolicy } from "drumlin";

/** A policy and what is known about the task it was trained for. */
export interface ExportedPolicy {
  readonly policy: GaussianPolicy;
  readonly environment: string;
}

/** One way to write a policy down. A new format is a file beside this one and a line in policy-formats.ts. */
export interface PolicyFormat {
  readonly name: string;
  readonly description: string;
  write(exported: ExportedPolicy): string | Uint8Array;
}
