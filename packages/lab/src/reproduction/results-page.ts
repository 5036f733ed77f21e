import { formatDuration } from "@drumlin/run";
import { claimTable } from "./judged-claims.ts";
import { markdownPage, markdownTable } from "./markdown.ts";
import { type ExperimentResult, quickWarning } from "./result.ts";

/** An experiment's Markdown page, which stands beside its figures. */
export function resultsPage(result: ExperimentResult): string {
  const { title, question, origin, trials, text, claims, figures, tables } = result;
  return markdownPage(
    `# ${title}`,
    question,
    `${origin.date}, ${origin.machine}; ${trials.count} trials, whose times add up to ${formatDuration(trials.seconds)}. Command:`,
    `    ${origin.command}`,
    origin.quick ? quickWarning : "",
    ...text,
    claims.length === 0 ? "" : "## Claims",
    claims.length === 0 ? "" : markdownTable(claimTable(claims)),
    figures.length === 0 ? "" : "## Figures",
    ...figures.map(({ name, caption }) => `![${caption}](${name}.svg)\n\n${caption} ([data](${name}.csv))`),
    tables.length === 0 ? "" : "## Tables",
    ...tables.map((table) => `${table.caption}\n\n${markdownTable(table)}`),
    trials.failed.length === 0 ? "" : "## Failed trials",
    trials.failed.map((failure) => `- ${failure}`).join("\n"),
    "Every trial: [trials.csv](trials.csv).",
  );
}
