import { formatReturn } from "@drumlin/run";
import type { Estimate } from "../analysis/stratified-bootstrap.ts";
import { wilsonInterval } from "../analysis/wilson-interval.ts";

/** `3.2 (-1 … 8.1)` */
export function writtenEstimate(estimate: Estimate, format = formatReturn): string {
  return `${format(estimate.value)} (${writtenInterval(estimate, format)})`;
}

/** `-1 … 8.1` */
export function writtenInterval({ low, high }: Omit<Estimate, "value">, format = formatReturn): string {
  return `${format(low)} … ${format(high)}`;
}

/** Of trials, of which there is one at least, those of which something is so, with Wilson's interval of the share: `9 of 10 (60 … 98 %)`. */
export function writtenCount(count: number, trials: number): string {
  const { low, high } = wilsonInterval(count, trials);
  return `${count} of ${trials} (${writtenInterval({ low, high }, (share) => (100 * share).toFixed(0))} %)`;
}
