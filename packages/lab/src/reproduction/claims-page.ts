import { type HeadlineRow, headlineLegend, headlineTable } from "./headline.ts";
import { claimGroups, claimTable, verdictCounts, verdictRule } from "./judged-claims.ts";
import { markdownPage, markdownTable } from "./markdown.ts";
import { type ReproducedFigure, reproducedFigures } from "./reproduced-figures.ts";
import { type ExperimentResult, jointOrigin, quickWarning } from "./result.ts";

/** As links and pictures of a page that stands beside the experiments' folders. */
const places = {
  figure: (experiment: string, name: string) => `${experiment}/${name}.svg`,
  experiment: (name: string) => `${name}/README.md`,
};

/** The Markdown page of every claim: the paper's figures drawn anew, the short table, then each experiment's verdicts. */
export function claimsPage(results: readonly ExperimentResult[], headline: readonly HeadlineRow[]): string {
  const { date, command, quick } = jointOrigin(results);
  const figures = reproducedFigures(results);
  return markdownPage(
    "# What the paper claims, and what we saw",
    `${date}. All of it: \`${command}\`; each experiment has its own command, beside its verdicts.`,
    quick ? quickWarning : "",
    "## The paper's figures, drawn anew",
    figures.flatMap(pictures).join(" "),
    figures.map(figureLine).join("\n"),
    headline.length === 0 ? "" : "## In short",
    headline.length === 0 ? "" : markdownTable(headlineTable(headline, results, places)),
    headline.length === 0 ? "" : headlineLegend,
    "## All verdicts",
    claimGroups(results)
      .map(({ title, claims }) => `- ${title}: ${verdictCounts(claims)}`)
      .join("\n"),
    verdictRule,
    ...results.filter(({ claims }) => claims.length > 0).flatMap(verdicts),
  );
}

function pictures({ number, shows, ours }: ReproducedFigure): string[] {
  return ours.map(({ experiment, name }) => `![${number}: ${shows}](${places.figure(experiment, name)})`);
}

function figureLine({ number, shows, ours }: ReproducedFigure): string {
  const drawn = ours.map(
    ({ experiment, name, caption }) =>
      `${caption} ([data](${experiment}/${name}.csv), [${experiment}](${places.experiment(experiment)}))`,
  );
  return `- **${number}**, ${shows}: ${drawn.join(" ") || "open, no trials."}`;
}

function verdicts({ name, title, origin, claims }: ExperimentResult): string[] {
  return [
    `### [${title}](${places.experiment(name)})`,
    `${origin.date}, ${origin.machine}. ${verdictCounts(claims)}`,
    `    ${origin.command}`,
    markdownTable(claimTable(claims)),
  ];
}
