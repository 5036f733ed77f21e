import type { PolicyMoment } from "@drumlin/run";

/** The moments of a policy that the time slider walks through, in the order of their steps. */
export class PolicyHistory {
  readonly #moments: PolicyMoment[] = [];

  get moments(): readonly PolicyMoment[] {
    return this.#moments;
  }

  /** The last step there is, or −1. */
  get lastStep(): number {
    return this.#moments.at(-1)?.step ?? -1;
  }

  /** Adds moments; those not after the last one are known already. */
  add(moments: readonly PolicyMoment[]): void {
    for (const moment of moments) if (moment.step > this.lastStep) this.#moments.push(moment);
  }

  /** The last moment at or before a step; the first one before all. Undefined while there is none. */
  at(step: number): PolicyMoment | undefined {
    return this.#moments.findLast((moment) => moment.step <= step) ?? this.#moments[0];
  }
}
