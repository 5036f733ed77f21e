import type { ObservationRange } from "drumlin";
import { formatCount, formatSigned, formatSignificant } from "../words/numbers.ts";
import { formatTable } from "../words/table.ts";
import { wrapTerms } from "./formula-terms.ts";
import { formulaLines, mostHillsInFormula } from "./formula-text.ts";
import type { CardHill, PolicyCard } from "./policy-card.ts";
import { ruleLines } from "./rule-text.ts";

const widest = 100;
const mostObservations = 12;
const mostActions = 12;

/** How much of a card to print. */
export interface CardTextOptions {
  /** So many hills, the most important. */
  readonly limit: number;
  /** What shows the others. */
  readonly more: string;
}

/** Gives a text the look of a heading, or leaves it as it is. */
export type CardStyle = (format: "bold", text: string) => string;

/** A card as text of at most 100 columns. */
export function policyCardText(card: PolicyCard, style: CardStyle, { limit, more }: CardTextOptions): string {
  const { totals, hills, rule } = card;
  const left = hills.length - limit;
  return [
    style("bold", `Policy card of ${card.model} for ${card.environment}`),
    `${totals.hills} ${totals.hills === 1 ? "hill" : "hills"}, ${formatCount(totals.nonzeroWeights)} nonzero weights, ${formatCount(totals.parameters)} parameters`,
    "The action of greatest value is taken. A hill adds its weight to an action's value at its centre,",
    "less farther away: 61 % at one spread. In parentheses its share in the differences between actions.",
    ...(card.commonValue === 0
      ? []
      : [`Where no hill has a say every action is worth ${formatSigned(card.commonValue)}.`]),
    ...rangeLines(card),
    ...hills.slice(0, limit).flatMap((hill) => ["", ...hillLines(hill, card, style)]),
    ...(left > 0 ? ["", `… and ${left} hills more, each less important: ${more}`] : []),
    ...(rule === null ? [] : ["", ...ruleLines(rule, card, widest)]),
    ...(rule === null && totals.hills <= mostHillsInFormula ? ["", ...formulaLines(card, widest)] : []),
  ].join("\n");
}

function hillLines(hill: CardHill, card: PolicyCard, style: CardStyle): string[] {
  const share = `${formatSignificant(hill.importance * 100, 2)} %`;
  return [
    ...wrap(`hill ${hill.id} (${share})  ${hill.words}`, widest).map((line, index) =>
      index === 0 ? style("bold", line) : style("bold", `    ${line}`),
    ),
    indent(observationTable(hill, card)),
    indent(weightLines(hill, card).join("\n")),
  ];
}

/** What it has seen of each observation, and where it takes one for the nearest within bounds. */
function rangeLines({ observations, visited, bounds }: PolicyCard): string[] {
  if (visited === null && bounds === null) return [];
  const range = (of: ObservationRange | null, i: number) =>
    of === null ? "" : `${formatSignificant(of.low[i]!)} … ${formatSignificant(of.high[i]!)}`;
  const rows = observations.map(({ name, unit }, i) => [
    unit === "" ? name : `${name} (${unit})`,
    range(visited, i),
    range(bounds, i),
  ]);
  const columns = [
    { header: "" },
    { header: "seen", align: "right" },
    { header: "bounded to", align: "right" },
  ] as const;
  const left = rows.length - mostObservations;
  return [
    "An observation beyond its bounds counts as if it stood there.",
    "",
    indent(formatTable(columns, rows.slice(0, mostObservations))),
    ...(left > 0 ? [`  … and ${left} observations more: --json`] : []),
  ];
}

function observationTable(hill: CardHill, { observations }: PolicyCard): string {
  const rows = observations.map(({ name, unit }, i) => [
    unit === "" ? name : `${name} (${unit})`,
    formatSignificant(hill.center[i]!),
    formatSignificant(hill.standardDeviations[i]!),
    formatSigned(hill.principalAxis[i]!),
  ]);
  const columns = [
    { header: "" },
    { header: "centre", align: "right" },
    { header: "spread", align: "right" },
    { header: "principal axis", align: "right" },
  ] as const;
  const table = formatTable(columns, rows.slice(0, mostObservations));
  const left = rows.length - mostObservations;
  return left > 0 ? `${table}\n… and ${left} observations more: --json` : table;
}

function weightLines({ weights }: CardHill, { actions }: PolicyCard): string[] {
  const shown = weights.slice(0, mostActions).map((weight, a) => `${actions[a]}: ${formatSigned(weight)}`);
  const left = weights.length - shown.length;
  const parts = left > 0 ? [...shown, `… and ${left} more: --json`] : shown;
  const commas = parts.map((part, index) => (index < parts.length - 1 ? `${part},` : part));
  return wrapTerms("weights  ", commas, widest - 2);
}

function wrap(text: string, columns: number): string[] {
  const lines = [""];
  for (const word of text.split(/(?<=\S )/)) {
    if ((lines.at(-1)! + word).trimEnd().length <= columns - 4) lines[lines.length - 1] += word;
    else lines.push(word);
  }
  return lines.map((line) => line.trimEnd());
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
