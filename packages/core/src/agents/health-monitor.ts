import type { StateTree } from "../checkpoint.ts";
import { greedyAction } from "../policies/greedy.ts";
import {
  covarianceSigns,
  gradientSigns,
  type HealthEvent,
  oscillationSigns,
  outsideSigns,
  overturnedShare,
  precisionRange,
  refusalSigns,
  type Signature,
  sparsitySigns,
} from "./health.ts";
import type { Patient } from "./patient.ts";

/** Updates between two checks. */
const CHECK_INTERVAL = 1000;
/** Probe states at which the greedy action is compared from check to check. */
export const PROBE_COUNT = 128;
/** Gradient norms whose median is the measure of the next: one every tenth update. */
const NORM_COUNT = 101;
const NORM_INTERVAL = 10;

const GRADIENT_SIGNATURES: readonly Signature[] = ["gradient-explosion"];
const REFUSAL_SIGNATURES: readonly Signature[] = ["refused-update"];
const MODEL_SIGNATURES: readonly Signature[] = [
  "covariance-collapse",
  "covariance-explosion",
  "over-sparsification",
  "policy-oscillation",
  "outside-hills",
];

/** Where the norms recorded, the policy checks made and the share of probes flipped at the last of them stand. */
const Numbers = { norms: 0, checks: 1, flippedShare: 2, count: 3 } as const;

/**
 * Watches a learner for the failure signatures of method §7 and dates them. A signature is reported when it appears, and
 * again only after it had gone, for an exploding gradient: from all recent norms.
 */
export class HealthMonitor {
  readonly events: HealthEvent[];
  private readonly present = new Set<Signature>();
  private readonly probes: Float64Array;
  private readonly values: Float64Array;
  private readonly actions = new Int32Array(PROBE_COUNT);
  private readonly previousActions = new Int32Array(PROBE_COUNT);
  private readonly norms = new Float64Array(NORM_COUNT);
  private readonly sortedNorms = new Float64Array(NORM_COUNT);
  private readonly numbers = new Float64Array(Numbers.count);

  /** `signs`: what is to be seen of a learner before it learns. */
  constructor(
    observationSize: number,
    actionCount: number,
    signs: readonly Omit<HealthEvent, "step">[] = [],
  ) {
    this.events = signs.map((sign) => ({ ...sign, step: 0 }));
    this.probes = new Float64Array(PROBE_COUNT * observationSize);
    this.values = new Float64Array(PROBE_COUNT * actionCount);
  }

  /** Share of the probe states whose greedy action changed between the last two checks. */
  get flippedShare(): number {
    return this.numbers[Numbers.flippedShare];
  }

  /** To be called after every update. `settled`: exploration has long ended, so the policy should have settled too. */
  watch(patient: Patient, updateCount: number, step: number, settled: boolean): void {
    const norm = patient.gradientNorm();
    if (!Number.isFinite(norm) || updateCount % NORM_INTERVAL === 0) this.watchGradient(norm, step);
    const isChecked = updateCount % CHECK_INTERVAL === 0;
    // Hill after hill may be refused: it is told once, and is gone when a check finds an update that was taken.
    if (isChecked || !patient.isWhole()) {
      this.report(REFUSAL_SIGNATURES, step, refusalSigns(patient.isWhole()));
    }
    if (!isChecked) return;
    const overturned = this.compareActions(patient);
    this.report(MODEL_SIGNATURES, step, [
      ...covarianceSigns(precisionRange(patient.mixture)),
      ...sparsitySigns(patient.mixture),
      ...(settled ? oscillationSigns(overturned) : []),
      ...outsideSigns(patient.outsideShare()),
    ]);
  }

  state(): StateTree {
    const { probes, previousActions, norms, numbers } = this;
    return { probes, previousActions, norms, numbers };
  }

  /** What JSON must keep beside `state`. */
  history(): { events: HealthEvent[]; present: Signature[] } {
    return { events: this.events, present: [...this.present] };
  }

  restoreHistory(history: { events: HealthEvent[]; present: Signature[] }): void {
    this.events.splice(0, this.events.length, ...history.events);
    for (const signature of history.present) this.present.add(signature);
  }

  /** Takes the outcome of a check for `checked` signatures: new ones become events, those that are gone may come again. */
  report(checked: readonly Signature[], step: number, signs: readonly Omit<HealthEvent, "step">[]): void {
    for (const { signature, detail } of signs) {
      if (!this.present.has(signature)) this.events.push({ signature, step, detail });
    }
    for (const signature of checked) {
      if (signs.some((sign) => sign.signature === signature)) this.present.add(signature);
      else this.present.delete(signature);
    }
  }

  private watchGradient(norm: number, step: number): void {
    const { norms, sortedNorms, numbers } = this;
    const finite = Number.isFinite(norm);
    if (finite) norms[numbers[Numbers.norms]++ % NORM_COUNT] = norm;
    sortedNorms.set(norms);
    sortedNorms.sort();
    // Norms not yet recorded are 0 and stand in front of all others.
    const recorded = Math.min(numbers[Numbers.norms], NORM_COUNT);
    const median = sortedNorms[NORM_COUNT - 1 - (recorded >> 1)];
    const worst = finite ? sortedNorms[NORM_COUNT - 1] : norm;
    this.report(GRADIENT_SIGNATURES, step, gradientSigns(worst, median));
  }

  /** Records what the probe states' greedy actions are now, and returns the share of them that were overturned. */
  private compareActions(patient: Patient): number {
    const { probes, values, actions, previousActions, numbers } = this;
    const first = numbers[Numbers.checks] === 0;
    if (first) patient.drawProbes(probes, PROBE_COUNT);
    patient.actionValues(values, probes, PROBE_COUNT);
    const actionCount = values.length / PROBE_COUNT;
    let flipped = 0;
    for (let i = 0; i < PROBE_COUNT; i++) {
      actions[i] = greedyAction(values.subarray(i * actionCount, (i + 1) * actionCount));
      if (actions[i] !== previousActions[i]) flipped++;
    }
    const overturned = first ? 0 : overturnedShare(values, previousActions);
    numbers[Numbers.flippedShare] = first ? 0 : flipped / PROBE_COUNT;
    previousActions.set(actions);
    numbers[Numbers.checks]++;
    return overturned;
  }
}
