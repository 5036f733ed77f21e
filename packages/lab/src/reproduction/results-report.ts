import { type ReportFigure, type ReportSection, reportHtml } from "../figures/report.ts";
import { type HeadlineRow, headlineLegend, headlineTable } from "./headline.ts";
import { claimGroups, claimTable, verdictCounts, verdictRule } from "./judged-claims.ts";
import { reproducedFigures } from "./reproduced-figures.ts";
import { type ExperimentResult, jointOrigin, quickWarning } from "./result.ts";

/** As links within the report. */
const places = {
  figure: (experiment: string, name: string) => `#${experiment}-${name}`,
  experiment: (name: string) => `#${name}`,
};

/**
 * All results as one HTML file: the paper's figures drawn anew, the short table, then an experiment a section. `svgOf` gives a figure of an
 * experiment, drawn.
 */
export function resultsReport(
  results: readonly ExperimentResult[],
  headline: readonly HeadlineRow[],
  svgOf: (experiment: string, name: string) => string,
): string {
  const figureOf: FigureOf = (experiment, name, caption) => ({
    svg: svgOf(experiment, name),
    caption,
    id: `${experiment}-${name}`,
  });
  const { quick, ...origin } = jointOrigin(results);
  return reportHtml({
    title: "Drumlin: sparse Gaussian-mixture Q-functions, reproduced",
    ...origin,
    sections: [
      paperSection(results, quick, figureOf),
      ...(headline.length === 0 ? [] : [shortSection(results, headline)]),
      verdictSection(results),
      ...results.map((result) => experimentSection(result, figureOf)),
    ],
  });
}

/** Gives a figure of an experiment for a report. */
type FigureOf = (experiment: string, name: string, caption: string) => ReportFigure;

function paperSection(
  results: readonly ExperimentResult[],
  quick: boolean,
  figureOf: FigureOf,
): ReportSection {
  const figures = reproducedFigures(results);
  const missing = figures.filter(({ ours }) => ours.length === 0);
  return {
    heading: "The paper's figures, drawn anew",
    text: [
      ...(quick ? [quickWarning] : []),
      ...missing.map(({ number, shows }) => `${number}, ${shows}: open, no trials.`),
    ],
    figures: figures.flatMap(({ number, ours }) =>
      ours.map(({ experiment, name, caption }) => ({
        ...figureOf(experiment, name, caption),
        label: number,
      })),
    ),
    beside: true,
  };
}

function shortSection(results: readonly ExperimentResult[], headline: readonly HeadlineRow[]): ReportSection {
  return { heading: "In short", text: [headlineLegend], tables: [headlineTable(headline, results, places)] };
}

function verdictSection(results: readonly ExperimentResult[]): ReportSection {
  const counts = claimGroups(results).map(({ title, claims }) => `${title}: ${verdictCounts(claims)}`);
  return { heading: "All verdicts", text: [counts.join(" "), verdictRule] };
}

function experimentSection(result: ExperimentResult, figureOf: FigureOf): ReportSection {
  const { name, title, question, origin, trials, text, claims, tables, figures } = result;
  const above = figures.flatMap(({ reproduces }) => reproduces ?? []);
  const failed = trials.failed.length;
  return {
    heading: title,
    id: name,
    origin: { date: `${origin.date}, ${origin.machine}`, command: origin.command },
    text: [
      question,
      ...text,
      `${trials.count} trials${failed === 0 ? "" : `, of which ${failed} failed`}.`,
      ...(above.length === 0 ? [] : [`At the top of the report: ${above.join(", ")}.`]),
    ],
    tables: [
      ...(claims.length === 0 ? [] : [{ caption: verdictCounts(claims), ...claimTable(claims) }]),
      ...tables,
    ],
    figures: figures
      .filter(({ reproduces }) => reproduces === undefined)
      .map((figure) => figureOf(name, figure.name, figure.caption)),
  };
}
