import type { ReportTable } from "../figures/report.ts";
import type { Claim, Verdict } from "./experiment.ts";
import type { ExperimentResult } from "./result.ts";

/** A claim and the experiment that judges it. */
export interface JudgedClaim extends Claim {
  readonly experiment: string;
}

/** Every claim with its experiment, in their order. */
export function judgedClaims(results: readonly ExperimentResult[]): JudgedClaim[] {
  return results.flatMap(({ name, claims }) => claims.map((claim) => ({ ...claim, experiment: name })));
}

/** The paper's claims, then all others. */
export function claimGroups(
  results: readonly ExperimentResult[],
): { readonly title: string; readonly claims: readonly JudgedClaim[] }[] {
  const claims = judgedClaims(results);
  const isPapers = ({ source }: Claim) => source.startsWith("paper");
  return [
    { title: "The paper's", claims: claims.filter(isPapers) },
    { title: "Others', and ours", claims: claims.filter((claim) => !isPapers(claim)) },
  ].filter((group) => group.claims.length > 0);
}

/** As in "12 claims: 8 confirmed, 3 not confirmed, 1 differs." */
export function verdictCounts(claims: readonly Claim[]): string {
  const counts = verdicts.flatMap((verdict) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length;
    return count === 0 ? [] : `${count} ${verdict}`;
  });
  return `${claims.length} claims: ${counts.join(", ")}.`;
}

const verdicts: readonly Verdict[] = ["confirmed", "not confirmed", "differs", "open"];

/** What stands above tables of claims. */
export const verdictRule =
  "A verdict is computed from the trials by the rule that stands beside it; intervals are 95 % bootstrap intervals over seeds unless it says otherwise.";

/** All of an experiment's claims. */
export function claimTable(claims: readonly Claim[]): ReportTable {
  return {
    columns: ["claim", "source", "our figure", "verdict", "because"],
    rows: claims.map((claim) => [claim.statement, claim.source, claim.figure, claim.verdict, claim.because]),
  };
}
