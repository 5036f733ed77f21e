import type { TrialRecord } from "@drumlin/run";
import type { TrialGroup } from "../analysis/trial-groups.ts";
import { wilsonInterval } from "../analysis/wilson-interval.ts";
import type { Claim } from "./experiment.ts";
import { fewestSeeds } from "./judge-differences.ts";

/**
 * The verdict on "it is so on this share of the seeds": confirmed when it is on as many of at least five seeds of every group, differs
 * when it is on fewer of one, and open with fewer seeds. A failed trial is a seed on which it is not so.
 */
export function judgeSeedShare(
  groups: readonly TrialGroup[],
  share: number,
  isSo: (trial: TrialRecord) => boolean,
): Pick<Claim, "figure" | "verdict" | "because"> {
  const counts = groups.map(({ agent, environment, trials }) => {
    const right = trials.filter((trial) => trial.status === "done" && isSo(trial)).length;
    return { name: `${agent}, ${environment}`, seeds: trials.length, right };
  });
  const enough = counts.length > 0 && counts.every(({ seeds }) => seeds >= fewestSeeds);
  const everywhere = counts.every(({ seeds, right }) => right >= share * seeds);
  return {
    figure: counts.map(({ name, ...count }) => `${name}: ${seedCount(count)}`).join("; ") || "–",
    verdict: !enough ? "open" : everywhere ? "confirmed" : "differs",
    because:
      `Confirmed when it is so on ${Math.round(100 * share)} % of at least ${fewestSeeds} seeds, differs when on fewer; in brackets ` +
      "Wilson's 95 % interval of the share.",
  };
}

/** `18 of 20 seeds (70 … 97 %)` */
function seedCount({ right, seeds }: { readonly right: number; readonly seeds: number }): string {
  const { low, high } = wilsonInterval(right, seeds);
  return `${right} of ${seeds} seeds (${(100 * low).toFixed(0)} … ${(100 * high).toFixed(0)} %)`;
}
