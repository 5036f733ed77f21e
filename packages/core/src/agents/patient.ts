import type { Learner } from "../backends/backend.ts";
import type { Normalizer } from "../normalizers/normalizer.ts";
import { isWithinHills } from "../policies/familiarity.ts";
import type { Mixture } from "../q-functions/mixture.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";

/** The seed's stream that samples for measuring are drawn from, which learning never sees. */
export const MEASURING_STREAM = 4;

/** What a monitor looks at; all in the model's own coordinates. */
export interface Patient {
  readonly mixture: Mixture;
  /** Norm of the last update's gradient. */
  gradientNorm(): number;
  /** Whether every hill took the last update's step. */
  isWhole(): boolean;
  /** Fills `out` (count × actionCount) with Q of the evaluated policy at raw observations (count × observationSize). */
  actionValues(out: Float64Array, observations: Float64Array, count: number): void;
  /** Share of the newest observations where no hill has a say. */
  outsideShare(): number;
  /** Copies `count` remembered raw observations to `out`. */
  drawProbes(out: Float64Array, count: number): void;
}

/** Of the newest so many transitions … */
const RECENT = 1000;
/** … every one of so many is looked at. */
const STRIDE = 8;
/** A learner as its health monitor sees it. */
export function createPatient(learner: Learner, normalizer: Normalizer, seed: number): Patient {
  const { buffer, current, averaged } = learner;
  const size = buffer.observationSize;
  const normalized = new Float64Array(size);
  const values = new Float64Array(buffer.actionCount);
  return {
    mixture: current,
    gradientNorm: () => learner.statistics.gradientNorm,
    isWhole: () => learner.statistics.isWhole,
    actionValues(out, observations, count) {
      for (let i = 0; i < count; i++) {
        normalizer.normalize(normalized, 0, observations, i * size);
        learner.actionValues(values, averaged, normalized, 1);
        out.set(values, i * values.length);
      }
    },
    outsideShare() {
      // That no hill is left is another signature.
      if (current.liveCount === 0) return 0;
      const { appendedCount, length } = buffer;
      let seen = 0;
      let outside = 0;
      for (let n = appendedCount - 1; n >= appendedCount - Math.min(length, RECENT); n -= STRIDE) {
        normalizer.normalize(normalized, 0, buffer.observations, buffer.rowOf(n) * size);
        seen++;
        if (!isWithinHills(current, normalized)) outside++;
      }
      return seen === 0 ? 0 : outside / seen;
    },
    drawProbes(out, count) {
      const random = Xoshiro128.fromSeed(seed, MEASURING_STREAM);
      for (let i = 0; i < count; i++) {
        const row = random.integer(buffer.length);
        out.set(buffer.observations.subarray(row * size, (row + 1) * size), i * size);
      }
    },
  };
}
