import { formatDuration } from "@drumlin/run";
import { trialName } from "../study/trial.ts";
import type { Claim, Verdict } from "./experiment.ts";
import { markdownPage, markdownTable } from "./markdown.ts";
import type { ExperimentResult, Origin } from "./result.ts";

/** The sentence that stands above results of shortened studies. */
export const quickWarning =
  "Shortened studies (--quick): few seeds and steps. They show that everything runs; their figures mean nothing.";

/** The columns of a table of claims. */
export const claimColumns = ["claim", "source", "our figure", "verdict", "because"];

/** The cells of a claim under `claimColumns`. */
export function claimCells({ statement, source, figure, verdict, because }: Claim): string[] {
  return [statement, source, figure, verdict, because];
}

/** An experiment's Markdown page, which stands beside its figures. */
export function resultsPage(result: ExperimentResult, origin: Origin): string {
  const { experiment, findings, trials } = result;
  const failed = trials.filter(({ status }) => status === "failed");
  const seconds = trials.reduce((sum, trial) => sum + trial.seconds, 0);
  return markdownPage(
    `# ${experiment.title}`,
    experiment.question,
    `${origin.date}, ${origin.machine}; ${trials.length} trials, whose times add up to ${formatDuration(seconds)}. Command:`,
    `    ${origin.command}`,
    origin.quick ? quickWarning : "",
    ...(findings.text ?? []),
    findings.claims.length === 0 ? "" : "## Claims",
    findings.claims.length === 0
      ? ""
      : markdownTable({ columns: claimColumns, rows: findings.claims.map(claimCells) }),
    findings.figures.length === 0 ? "" : "## Figures",
    ...findings.figures.map(
      ({ name, caption }) => `![${caption}](${name}.svg)\n\n${caption} ([data](${name}.csv))`,
    ),
    findings.tables.length === 0 ? "" : "## Tables",
    ...findings.tables.map(
      ({ caption, columns, rows }) => `${caption}\n\n${markdownTable({ columns, rows })}`,
    ),
    failed.length === 0 ? "" : "## Failed trials",
    failed.map((trial) => `- ${trialName(trial)}: ${trial.error}`).join("\n"),
    "Every trial: [trials.csv](trials.csv).",
  );
}

/** The Markdown page of every claim that the experiments judge. */
export function claimsPage(results: readonly ExperimentResult[], origin: Origin): string {
  const columns = [...claimColumns, "experiment"];
  return markdownPage(
    "# What the paper claims, and what we saw",
    `${origin.date}, ${origin.machine}. Command:`,
    `    ${origin.command}`,
    origin.quick ? quickWarning : "",
    "A verdict is computed from the trials by the rule that stands beside it; intervals are 95 % bootstrap intervals over seeds unless it says otherwise.",
    ...claimGroups(results).flatMap(({ title, claims }) => [
      `## ${title}`,
      verdictCounts(claims),
      markdownTable({
        columns,
        rows: claims.map((claim) => [
          ...claimCells(claim),
          [{ text: claim.experiment, href: `${claim.experiment}/README.md` }],
        ]),
      }),
    ]),
  );
}

/** A claim and the experiment that judges it. */
export interface JudgedClaim extends Claim {
  readonly experiment: string;
}

/** The paper's claims, then all others. */
export function claimGroups(
  results: readonly ExperimentResult[],
): { readonly title: string; readonly claims: readonly JudgedClaim[] }[] {
  const claims = results.flatMap(({ name, findings }) =>
    findings.claims.map((claim) => ({ ...claim, experiment: name })),
  );
  const isPapers = ({ source }: Claim) => source.startsWith("paper");
  return [
    { title: "The paper's claims", claims: claims.filter(isPapers) },
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
