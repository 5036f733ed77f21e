import { formatCount, formatReturn, type StudyCurve, type StudyDetail } from "@drumlin/run";
import { type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Chart } from "../curves/chart.tsx";
import type { ChartLayer } from "../curves/chart-layer.ts";
import { plainChartView } from "../curves/chart-view.ts";
import { TroubleNotice } from "../server/trouble-notice.tsx";
import { useAnswer } from "../server/use-answer.ts";
import { FilterField } from "../ui/filter-field.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { palette } from "../ui/palette.ts";
import { type Column, SortableTable } from "../ui/sortable-table.tsx";
import { filteredRows } from "../ui/sorted-rows.ts";
import "./compare.css";
import { IntervalBar } from "./interval-bar.tsx";
import { lineLook } from "./line-looks.ts";
import { LineToggles } from "./line-toggles.tsx";
import { SideBySide } from "./side-by-side.tsx";

type ResultRow = StudyDetail["rows"][number];

/** One study: its results, learning curves, and what its agents differ in. */
export function StudyPage({ name }: { readonly name: string }) {
  const { answer, problem } = useAnswer<StudyDetail>(`studies/${encodeURIComponent(name)}`);
  const study = answer.value;
  return (
    <>
      <div class="page-head">
        <PageHeading title={name} />
        <span class="muted">study</span>
        <a class="page-head-end" href="#/studies">
          All studies
        </a>
      </div>
      <TroubleNotice trouble={problem.value} />
      {study === null ? (
        problem.value === null && <p class="muted">Asking for the study…</p>
      ) : (
        <>
          <LearningCurves study={study} />
          <Results rows={study.rows} />
          <AgentDifferences study={study} />
        </>
      )}
    </>
  );
}

function LearningCurves({ study: { curves, solvedReturns } }: { readonly study: StudyDetail }) {
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const agents = [...new Set(curves.map(({ agent }) => agent))];
  const environments = [...new Set(curves.map(({ environment }) => environment))];
  return (
    <section class="panel" aria-labelledby="learning-title">
      <div class="panel-head">
        <h2 id="learning-title">Learning curves</h2>
        <span class="muted small">interquartile mean of the seeds, 95 % interval</span>
      </div>
      {curves.length === 0 && <p class="muted">No trial has ended yet.</p>}
      <LineToggles label="Agents shown" names={agents} hidden={hidden} />
      <div class="study-charts">
        {environments.map((environment) => (
          <EnvironmentCurves
            key={environment}
            environment={environment}
            curves={curves.filter((curve) => curve.environment === environment)}
            agents={agents}
            hidden={hidden}
            solved={solvedReturns[environment] ?? null}
          />
        ))}
      </div>
    </section>
  );
}

interface CurvesProperties {
  readonly environment: string;
  readonly curves: readonly StudyCurve[];
  /** All of the study, in the order of their looks. */
  readonly agents: readonly string[];
  readonly hidden: Signal<ReadonlySet<string>>;
  readonly solved: number | null;
}

function EnvironmentCurves({ environment, curves, agents, hidden, solved }: CurvesProperties) {
  const view = useMemo(plainChartView, []);
  const layers = (): ChartLayer[] =>
    curves
      .filter(({ agent }) => !hidden.peek().has(agent))
      .map(({ agent, steps, values, lows, highs }) => ({
        label: agent,
        mark: "line",
        steps,
        values,
        band: { lows, highs },
        ...lineLook(agents.indexOf(agent), palette.peek()),
      }));
  return (
    <Chart
      title={environment}
      view={view}
      version={hidden}
      height={260}
      layers={layers}
      threshold={solved === null ? null : { value: solved, label: `solved at ${formatReturn(solved)}` }}
    />
  );
}

function Results({ rows }: { readonly rows: readonly ResultRow[] }) {
  const filter = useSignal("");
  const columns = useMemo(() => resultColumns(rows), [rows]);
  const shown = filteredRows(rows, filter.value, ({ agent, environment }) => `${agent} ${environment}`);
  return (
    <section class="panel" aria-labelledby="results-title">
      <div class="panel-head">
        <h2 id="results-title">Results</h2>
        <FilterField id="results-filter" filter={filter} placeholder="agent, environment" />
      </div>
      <SortableTable
        label="Table of results"
        columns={columns}
        rows={shown}
        rowKey={({ agent, environment }) => `${environment} ${agent}`}
      />
    </section>
  );
}

function resultColumns(rows: readonly ResultRow[]): Column<ResultRow>[] {
  const count = (value: number | null) => (value === null ? "–" : formatCount(value));
  const ranges = new Map(
    rows.map(({ environment }) => {
      const bounds = rows
        .filter((row) => row.environment === environment)
        .flatMap(({ low, high }) => [low, high]);
      const known = bounds.filter((bound) => bound !== null);
      return [environment, [Math.min(...known), Math.max(...known)] as const];
    }),
  );
  return [
    { name: "agent", value: ({ agent }) => agent, show: ({ agent }) => agent, isRowHeader: true },
    { name: "environment", value: ({ environment }) => environment, show: ({ environment }) => environment },
    { name: "seeds", value: ({ seeds }) => seeds, show: ({ seeds }) => formatCount(seeds), isNumeric: true },
    {
      name: "solved",
      value: ({ solved }) => solved,
      show: ({ solved }) => formatCount(solved),
      isNumeric: true,
    },
    {
      name: "median solved at",
      value: ({ medianSolvedAtStep }) => medianSolvedAtStep,
      show: ({ medianSolvedAtStep }) => count(medianSolvedAtStep),
      isNumeric: true,
    },
    {
      name: "final return, 95 % interval",
      value: ({ finalInterquartileMean }) => finalInterquartileMean,
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
      isNumeric: true,
    },
    {
      name: "parameters",
      value: ({ medianParameters }) => medianParameters,
      show: ({ medianParameters }) => count(medianParameters),
      isNumeric: true,
    },
    {
      name: "failed",
      value: ({ failed }) => failed,
      show: ({ failed }) => formatCount(failed),
      isNumeric: true,
    },
  ];
}

function AgentDifferences({ study: { differences, rows } }: { readonly study: StudyDetail }) {
  const agents = [...new Set(rows.map(({ agent }) => agent))];
  return (
    <section class="panel" aria-labelledby="agents-title">
      <div class="panel-head">
        <h2 id="agents-title">What the agents differ in</h2>
      </div>
      {differences.length === 0 ? (
        <p class="muted">Nothing: all options are the same.</p>
      ) : (
        <SideBySide
          label="Options that differ"
          heads={agents}
          rows={differences.map(({ option, values }) => ({
            name: option,
            values: agents.map((agent) => values[agent] ?? "–"),
          }))}
        />
      )}
    </section>
  );
}
