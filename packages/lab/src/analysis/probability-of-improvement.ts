import { mean } from "./mean.ts";
import type { Strata } from "./strata.ts";
import { type BootstrapOptions, type Estimate, stratifiedBootstrap } from "./stratified-bootstrap.ts";

/**
 * The probability that a trial of the first agent scores above a trial of the second in the same environment, ties counting half,
 * averaged over the environments: Mann and Whitney's U over the number of pairs. Its interval resamples both agents independently.
 *
 * Source: Agarwal et al. 2021 (`probability_of_improvement`).
 *
 * @param first scores by environment
 * @param second scores in the same environments, in the same order; the numbers of trials may differ
 * @throws RangeError when the numbers of environments differ or one has no trial
 */
export function probabilityOfImprovement(first: Strata, second: Strata, options: BootstrapOptions): Estimate {
  if (first.length !== second.length) {
    throw new RangeError(
      `the agents have ${first.length} and ${second.length} environments; they must have the same`,
    );
  }
  const statistic = (both: Strata) => {
    const [ours, theirs] = [both.slice(0, first.length), both.slice(first.length)];
    return [mean(ours.map((scores, environment) => winningShare(scores, theirs[environment]!)))];
  };
  return stratifiedBootstrap([...first, ...second], statistic, options)[0]!;
}

function winningShare(ours: readonly number[], theirs: readonly number[]): number {
  let wins = 0;
  for (const our of ours) {
    for (const their of theirs) wins += our > their ? 1 : our === their ? 0.5 : 0;
  }
  return wins / (ours.length * theirs.length);
}
