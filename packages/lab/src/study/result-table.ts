import { formatCount, formatReturn, formatTable, type ResultRow } from "@drumlin/run";
import type { StudyResult } from "./study-result.ts";

const columns = [
  { header: "agent" },
  { header: "environment" },
  { header: "seeds", align: "right" },
  { header: "solved", align: "right" },
  { header: "median solved at", align: "right" },
  { header: "final return", align: "right" },
  { header: "95 % interval", align: "right" },
  { header: "parameters", align: "right" },
  { header: "failed", align: "right" },
] as const;

/** A study's results for people: a line an agent and environment. */
export function resultTable({ rows }: StudyResult): string {
  return formatTable(columns, rows.map(cells));
}

function cells(row: ResultRow): string[] {
  const { finalInterquartileMean, low, high, medianSolvedAtStep, medianParameters } = row;
  return [
    row.agent,
    row.environment,
    String(row.seeds),
    String(row.solved),
    medianSolvedAtStep === null ? "–" : formatCount(medianSolvedAtStep),
    finalInterquartileMean === null ? "–" : formatReturn(finalInterquartileMean),
    low === null || high === null ? "–" : `${formatReturn(low)} … ${formatReturn(high)}`,
    medianParameters === null ? "–" : formatCount(medianParameters),
    String(row.failed),
  ];
}
