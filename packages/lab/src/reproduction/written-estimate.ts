import { formatReturn } from "@drumlin/run";
import type { Estimate } from "../analysis/stratified-bootstrap.ts";

/** `3.2 (-1 … 8.1)` */
export function writtenEstimate(estimate: Estimate, format = formatReturn): string {
  return `${format(estimate.value)} (${writtenInterval(estimate, format)})`;
}

/** `-1 … 8.1` */
export function writtenInterval({ low, high }: Omit<Estimate, "value">, format = formatReturn): string {
  return `${format(low)} … ${format(high)}`;
}
