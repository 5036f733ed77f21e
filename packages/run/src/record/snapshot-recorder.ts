import type { Agent } from "drumlin";
import { policyMoment } from "./policy-moment.ts";
import type { PolicySnapshot } from "./run.ts";
import { nextSnapshotStep } from "./snapshot-steps.ts";

/** Takes snapshots of an agent as they come due, kept until a checkpoint takes them. */
export class SnapshotRecorder {
  #snapshots: PolicySnapshot[] = [];
  #due = 0;
  readonly #agent: Agent;

  /** `last` is the step of the last snapshot there is, or −1. */
  constructor(agent: Agent, last: number) {
    this.#agent = agent;
    this.#passed(last);
  }

  /** Takes a snapshot when one is due at this step of training, or was at an earlier one. */
  record(step: number): void {
    if (step < this.#due) return;
    this.#snapshots.push(policySnapshot(this.#agent, step));
    this.#passed(step);
  }

  /** Everything since the last call. */
  take(): PolicySnapshot[] {
    const taken = this.#snapshots;
    this.#snapshots = [];
    return taken;
  }

  #passed(step: number): void {
    while (this.#due <= step) this.#due = nextSnapshotStep(this.#due);
  }
}

/** How an agent's policy is at a step, and where the agent went. */
export function policySnapshot(agent: Agent, step: number): PolicySnapshot {
  const { frame, visited } = policyMoment(agent, step);
  return { step, frame: bytesOf(frame), visited: bytesOf(visited) };
}

/** The bytes of numbers, without a copy. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
