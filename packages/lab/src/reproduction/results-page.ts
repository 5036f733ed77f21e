import type { Cell } from "../figures/csv.ts";
import { trialName } from "../study/trial.ts";
import { formatDuration } from "../terminal/numbers.ts";
import type { Claim, FindingsTable } from "./experiment.ts";
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
  return blocks(
    `# ${experiment.title}`,
    experiment.question,
    `${origin.date}, ${origin.machine}; ${trials.length} trials, ${formatDuration(seconds)} of one core. Command:`,
    `    ${origin.command}`,
    origin.quick ? quickWarning : "",
    ...(findings.text ?? []),
    findings.claims.length === 0 ? "" : "## Claims",
    findings.claims.length === 0 ? "" : markdownTable(claimColumns, findings.claims.map(claimCells)),
    findings.figures.length === 0 ? "" : "## Figures",
    ...findings.figures.map(
      ({ name, caption }) => `![${caption}](${name}.svg)\n\n${caption} ([data](${name}.csv))`,
    ),
    findings.tables.length === 0 ? "" : "## Tables",
    ...findings.tables.map((table) => `${table.caption}\n\n${tableMarkdown(table)}`),
    failed.length === 0 ? "" : "## Failed trials",
    failed.map((trial) => `- ${trialName(trial)}: ${trial.error}`).join("\n"),
    "Every trial: [trials.csv](trials.csv).",
  );
}

/** The Markdown page of every claim that the experiments judge. */
export function claimsPage(results: readonly ExperimentResult[], origin: Origin): string {
  const rows = results.flatMap(({ name, findings }) =>
    findings.claims.map((claim) => [...claimCells(claim), `[${name}](${name}/README.md)`]),
  );
  return blocks(
    "# What the paper claims, and what we saw",
    `${origin.date}, ${origin.machine}. Command:`,
    `    ${origin.command}`,
    origin.quick ? quickWarning : "",
    "A verdict is computed from the trials by the rule that stands in its experiment; intervals are 95 % bootstrap intervals over seeds.",
    markdownTable([...claimColumns, "experiment"], rows),
  );
}

function tableMarkdown({ columns, rows }: FindingsTable): string {
  return markdownTable(columns, rows);
}

function markdownTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const numeric = columns.map((_, index) => rows.some((row) => typeof row[index] === "number"));
  const line = (cells: readonly Cell[]) =>
    `| ${cells.map((cell) => String(cell ?? "–").replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(columns),
    `|${numeric.map((right) => (right ? "---:" : "---")).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
}

function blocks(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
