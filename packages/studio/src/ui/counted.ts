import { formatCount } from "@drumlin/run";

/** So many of something: "1 hill", "1,200 hills". */
export function counted(count: number, thing: string): string {
  return `${formatCount(count)} ${count === 1 ? thing : `${thing}s`}`;
}
