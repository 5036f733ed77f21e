import type { Link, ReportTable } from "../figures/report.ts";
import type { Verdict } from "./experiment.ts";
import { type JudgedClaim, judgedClaims } from "./judged-claims.ts";
import type { ExperimentResult } from "./result.ts";

/** A row of the short table: what `headline` of a folder's `index.ts` lists, in the order of the table. */
export interface HeadlineRow {
  /** What claims name it by. */
  readonly id: string;
  /** What is said, in one sentence. */
  readonly statement: string;
  /** Where it is said: "abstract; Fig. 1a". */
  readonly source: string;
}

/** A row with all claims that speak to it. */
interface HeadlineVerdict extends HeadlineRow {
  readonly verdict: Verdict;
  readonly claims: readonly JudgedClaim[];
  /** The first claim with the row's verdict; none without claims. */
  readonly decisive: JudgedClaim | undefined;
}

/** From what refutes a row alone to what every claim must be for a row to be it. */
const fromWorst: readonly Verdict[] = ["differs", "not confirmed", "open", "confirmed"];

/** The rows, each with the worst verdict of its claims; open without claims. */
export function headlineVerdicts(
  rows: readonly HeadlineRow[],
  results: readonly ExperimentResult[],
): HeadlineVerdict[] {
  const all = judgedClaims(results);
  return rows.map((row) => {
    const claims = all.filter((claim) => claim.row === row.id);
    const verdict = fromWorst.find((worst) => claims.some((claim) => claim.verdict === worst)) ?? "open";
    return { ...row, verdict, claims, decisive: claims.find((claim) => claim.verdict === verdict) };
  });
}

/** Where a page's links lead: to a figure of an experiment, and to the experiment. */
export interface Places {
  figure(experiment: string, name: string): string;
  experiment(name: string): string;
}

/** What stands beside the short table. */
export const headlineLegend =
  "A row is confirmed where every claim that speaks to it is. Else it has the worst of their verdicts, and shows the first claim with it. Differs: " +
  "an interval lies on the other side; not confirmed: it lies on both; open: too few seeds, or none. All claims: below.";

/** The short table: what is said, what our trials say to it in sum, the claim that decides, and where to look. */
export function headlineTable(
  rows: readonly HeadlineRow[],
  results: readonly ExperimentResult[],
  places: Places,
): ReportTable {
  return {
    columns: ["claim", "verdict", "what decided", "see", "source"],
    rows: headlineVerdicts(rows, results).map((row) => [
      row.statement,
      summedVerdict(row),
      decisiveWords(row),
      links(row, results, places),
      row.source,
    ]),
  };
}

/** `differs; 2 of 4 claims confirmed` */
function summedVerdict({ verdict, claims }: HeadlineVerdict): string {
  if (claims.length === 0) return "open: no trials";
  if (claims.length === 1) return verdict;
  const confirmed = claims.filter((claim) => claim.verdict === "confirmed").length;
  return `${verdict}; ${confirmed} of ${claims.length} claims confirmed`;
}

function decisiveWords({ decisive }: HeadlineVerdict): string {
  return decisive === undefined ? "–" : `${decisive.statement}: ${decisive.decisive ?? decisive.figure}`;
}

/** To the picture of the decisive claim, or else of the first that has one; then to each experiment. */
function links(
  { decisive, claims }: HeadlineVerdict,
  results: readonly ExperimentResult[],
  places: Places,
): Link[] {
  const isDrawn = ({ experiment, picture }: JudgedClaim) =>
    results.some(
      (result) => result.name === experiment && result.figures.some(({ name }) => name === picture),
    );
  const shown = claims.filter(isDrawn);
  const claim = shown.find((pictured) => pictured === decisive) ?? shown[0];
  const picture = claim && { text: "picture", href: places.figure(claim.experiment, claim.picture!) };
  const experiments = [...new Set(claims.map(({ experiment }) => experiment))];
  return [
    ...(picture === undefined ? [] : [picture]),
    ...experiments.map((name) => ({ text: name, href: places.experiment(name) })),
  ];
}
