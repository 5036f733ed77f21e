import type { TrialRecord } from "@drumlin/run";
import type { TrialGroup } from "../analysis/trial-groups.ts";
import type { Judgement } from "./experiment.ts";
import { fewestSeeds } from "./judge-differences.ts";
import { writtenCount } from "./written-estimate.ts";

/**
 * The verdict on "it is so on every seed": confirmed when it is on each of at least five seeds of every group, differs when it is not
 * on one, and open with fewer. A failed trial is a seed on which it is not so.
 */
export function judgeEverySeed(
  groups: readonly TrialGroup[],
  isSo: (trial: TrialRecord) => boolean,
  nameOf = ({ agent, environment }: TrialGroup) => `${agent}, ${environment}`,
): Judgement {
  const counts = groups.map((group) => {
    const right = group.trials.filter((trial) => trial.status === "done" && isSo(trial)).length;
    return { name: nameOf(group), seeds: group.trials.length, right };
  });
  const enough = counts.length > 0 && counts.every(({ seeds }) => seeds >= fewestSeeds);
  const everywhere = counts.every(({ seeds, right }) => seeds === right);
  const written = counts.map(({ name, seeds, right }) => `${name}: ${writtenCount(right, seeds)}`);
  const wrong = counts.findIndex(({ seeds, right }) => right < seeds);
  const decisive = written[Math.max(wrong, 0)];
  return {
    figure: written.join("; ") || "–",
    ...(decisive === undefined ? {} : { decisive }),
    verdict: !enough ? "open" : everywhere ? "confirmed" : "differs",
    because: `Confirmed when it is so on each of at least ${fewestSeeds} seeds everywhere, differs when it is not on one.`,
  };
}
