import type { TrialRecord } from "@drumlin/run";
import type { TrialGroup } from "../analysis/trial-groups.ts";
import type { Claim } from "./experiment.ts";
import { fewestSeeds } from "./judge-differences.ts";

/**
 * The verdict on "it is so on every seed": confirmed when it is on each of at least five seeds of every group, differs when it is not
 * on one, and open with fewer. A failed trial is a seed on which it is not so.
 */
export function judgeEverySeed(
  groups: readonly TrialGroup[],
  isSo: (trial: TrialRecord) => boolean,
  nameOf = ({ agent, environment }: TrialGroup) => `${agent}, ${environment}`,
): Pick<Claim, "figure" | "verdict" | "because"> {
  const counts = groups.map((group) => {
    const right = group.trials.filter((trial) => trial.status === "done" && isSo(trial)).length;
    return { name: nameOf(group), seeds: group.trials.length, right };
  });
  const enough = counts.length > 0 && counts.every(({ seeds }) => seeds >= fewestSeeds);
  const everywhere = counts.every(({ seeds, right }) => seeds === right);
  return {
    figure: counts.map(({ name, seeds, right }) => `${name}: ${right} of ${seeds}`).join("; ") || "–",
    verdict: !enough ? "open" : everywhere ? "confirmed" : "differs",
    because: `Confirmed when it is so on each of at least ${fewestSeeds} seeds everywhere, differs when it is not on one.`,
  };
}
