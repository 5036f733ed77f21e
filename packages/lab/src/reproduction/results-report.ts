import { type ReportSection, reportHtml } from "../figures/report.ts";
import type { ExperimentResult, Origin } from "./result.ts";
import { claimCells, claimColumns, claimGroups, quickWarning, verdictCounts } from "./results-page.ts";

/** All results as one HTML file: the claims first, then an experiment a section. */
export function resultsReport(
  results: readonly ExperimentResult[],
  { date, machine, command, quick }: Origin,
): string {
  const head: ReportSection = {
    heading: "Claims and verdicts",
    text: [
      machine,
      ...(quick ? [quickWarning] : []),
      "A verdict is computed from the trials; intervals are 95 % bootstrap intervals over seeds unless the rule says otherwise.",
    ],
    tables: claimGroups(results).map(({ title, claims }) => ({
      caption: `${title}. ${verdictCounts(claims)}`,
      columns: claimColumns,
      rows: claims.map(claimCells),
    })),
  };
  const sections = results.map(({ experiment, findings, figures, trials }): ReportSection => {
    const failed = trials.filter(({ status }) => status === "failed").length;
    return {
      heading: experiment.title,
      text: [
        experiment.question,
        ...(findings.text ?? []),
        `${trials.length} trials${failed === 0 ? "" : `, of which ${failed} failed`}.`,
      ],
      tables: findings.tables,
      figures,
    };
  });
  const title = "Drumlin: sparse Gaussian-mixture Q-functions, reproduced";
  return reportHtml({ title, command, date, sections: [head, ...sections] });
}
