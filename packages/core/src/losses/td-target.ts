import type { Minibatch } from "../replay/minibatch.ts";

/**
 * y_t = r_t + discount_t · Q_value(s'_t, argmax_a Q_choice(s'_t, a)), the maximum over allowed actions (method §3). With
 * `choice` the same table as `value` this is max_a' Q_target; with the current Q-function's table it is double
 * Q-learning (van Hasselt et al. 2016). Tables are T × A.
 */
export function tdTargets(
  out: Float64Array,
  minibatch: Minibatch,
  value: Float64Array,
  choice: Float64Array,
): void {
  const { size, rewards, discounts, nextMasks } = minibatch;
  const actionCount = nextMasks.length / size;
  for (let t = 0; t < size; t++) {
    const row = t * actionCount;
    let best = -1;
    for (let a = 0; a < actionCount; a++) {
      if (nextMasks[row + a] && (best < 0 || choice[row + a] > choice[row + best])) best = a;
    }
    out[t] = rewards[t] + discounts[t] * value[row + best];
  }
}

/** δ_t = Q(s_t, a_t) − y_t, the TD errors; `values` is T × A. */
export function tdErrors(
  out: Float64Array,
  values: Float64Array,
  actions: Int32Array,
  targets: Float64Array,
): void {
  const actionCount = values.length / targets.length;
  for (let t = 0; t < targets.length; t++) out[t] = values[t * actionCount + actions[t]] - targets[t];
}
