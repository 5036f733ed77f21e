import { formatReturn, type StudyDetail } from "@drumlin/run";
import { extent } from "../ui/range.ts";
import { type Column, numberColumn } from "../ui/sortable-table.tsx";
import { IntervalBar } from "./interval-bar.tsx";

/** An agent in an environment, as a study found it. */
export type ResultRow = StudyDetail["rows"][number];

/** What a study's results are shown in; intervals of one environment share a scale. */
export function resultColumns(rows: readonly ResultRow[]): Column<ResultRow>[] {
  const boundsIn = (environment: string) =>
    rows.filter((row) => row.environment === environment).flatMap(({ low, high }) => [low, high]);
  const ranges = new Map(
    rows.map(({ environment }) => [
      environment,
      extent(boundsIn(environment).filter((bound) => bound !== null)),
    ]),
  );
  return [
    { name: "agent", value: ({ agent }) => agent, isRowHeader: true },
    { name: "environment", value: ({ environment }) => environment },
    numberColumn("seeds", ({ seeds }) => seeds),
    numberColumn("solved", ({ solved }) => solved),
    numberColumn("median solved at", ({ medianSolvedAtStep }) => medianSolvedAtStep),
    {
      ...numberColumn("final return, 95 % interval", ({ finalInterquartileMean }) => finalInterquartileMean),
      show: ({ finalInterquartileMean: value, low, high, environment }) =>
        value === null || low === null || high === null ? (
          "–"
        ) : (
          <span class="study-return">
            <IntervalBar value={value} low={low} high={high} range={ranges.get(environment)!} />
            <b>{formatReturn(value)}</b>
            <span class="muted">
              {formatReturn(low)} … {formatReturn(high)}
            </span>
          </span>
        ),
    },
    numberColumn("parameters", ({ medianParameters }) => medianParameters),
    numberColumn("failed", ({ failed }) => failed),
  ];
}
