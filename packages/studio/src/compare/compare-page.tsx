import { formatCount, formatDuration, formatReturn, type RunConfiguration } from "@drumlin/run";
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { type MetricName, metricOf } from "drumlin";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Chart } from "../curves/chart.tsx";
import type { ChartLayer } from "../curves/chart-layer.ts";
import { plainChartView } from "../curves/chart-view.ts";
import { evaluationInterval } from "../curves/evaluation-interval.ts";
import { TroubleNotice } from "../server/trouble-notice.tsx";
import type { RunModel } from "../state/run-model.ts";
import { PageHeading } from "../ui/page-heading.tsx";
import { palette } from "../ui/palette.ts";
import { Panel } from "../ui/panel.tsx";
import { runAddress } from "../ui/route.ts";
import { SelectField } from "../ui/select-field.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import "./compare.css";
import { comparedOptions } from "../state/configuration-options.ts";
import { type ValueRow, ValueTable } from "../ui/value-table.tsx";
import { type ComparedRun, ComparedRuns } from "./compared-runs.ts";
import { lineLook } from "./line-looks.ts";
import { LineToggles } from "./line-toggles.tsx";

const evaluations: MetricName = "charts/evaluation_return";

/** Runs side by side: their curves over one another, where their configurations differ, and how they went. */
export function ComparePage({ names }: { readonly names: readonly string[] }) {
  const compared = useMemo(() => new ComparedRuns(names), [names.join()]);
  useEffect(() => () => compared.close(), [compared]);
  const told = compared.runs.filter(({ run }) => run.configuration.value !== null);
  const heads = told.map(({ name }) => (
    <a key={name} href={runAddress(name)}>
      {name}
    </a>
  ));
  return (
    <>
      <PageHeading title="Compare runs">
        <span class="muted">{names.length} runs</span>
      </PageHeading>
      <TroubleNotice trouble={compared.trouble.value} />
      <ComparedCurves runs={compared.runs} />
      <Panel title="How they went">
        <ValueTable label="Outcomes" heads={heads} rows={outcomeRows(told.map(({ run }) => run))} />
      </Panel>
      <Differences heads={heads} configurations={told.map(({ run }) => run.configuration.value!)} />
    </>
  );
}

function ComparedCurves({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const metric = useSignal<string>(evaluations);
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const view = useMemo(plainChartView, []);
  const known = useComputed(() => {
    for (const { run } of runs) run.seriesVersion.value;
    return [...new Set([evaluations, ...runs.flatMap(({ run }) => [...run.series.keys()])])]
      .sort()
      .join("\n");
  });
  const version = useComputed(() => [
    runs.map(({ run }) => run.seriesVersion.value),
    metric.value,
    hidden.value,
  ]);
  const solvedReturn = useComputed(() => commonSolvedReturn(runs, metric));
  const shown = metricOf(metric.value);
  return (
    <Panel
      title="Curves"
      head={
        <SelectField
          label="Metric"
          value={metric.value}
          choices={known.value.split("\n").map((name) => [name, metricOf(name).title])}
          choose={(name) => (metric.value = name)}
        />
      }
    >
      <LineToggles label="Runs shown" names={runs.map(({ name }) => name)} hidden={hidden} />
      <Chart
        title={shown.title}
        unit={shown.unit}
        meaning={shown.meaning}
        view={view}
        version={version}
        height={340}
        layers={() => comparedLayers(runs, metric.peek(), hidden.peek())}
        solvedReturn={solvedReturn.value}
      />
    </Panel>
  );
}

/** The return at which all of the runs count as solved, when the metric is a return and it is the same for all. */
function commonSolvedReturn(runs: readonly ComparedRun[], metric: ReadonlySignal<string>): number | null {
  if (!metric.value.endsWith("_return")) return null;
  const returns = new Set(runs.map(({ run }) => run.spec.value?.solvedReturn ?? null));
  return returns.size === 1 ? [...returns][0]! : null;
}

function comparedLayers(
  runs: readonly ComparedRun[],
  metric: string,
  hidden: ReadonlySet<string>,
): ChartLayer[] {
  return runs.flatMap(({ name, run }, index) => {
    if (hidden.has(name)) return [];
    const { steps, means } = run.series.get(metric) ?? { steps: [], means: [] };
    const band = metric === evaluations ? { band: intervalOf(run) } : {};
    return [{ label: name, mark: "line", steps, values: means, ...lineLook(index, palette.peek()), ...band }];
  });
}

function intervalOf(run: RunModel) {
  const episodes = run.configuration.peek()?.evaluation.episodes ?? 1;
  const greedy = run.metric(evaluations) ?? { steps: [], means: [] };
  return evaluationInterval(greedy, run.metric("charts/evaluation_deviation"), episodes);
}

function outcomeRows(runs: readonly RunModel[]): ValueRow[] {
  const row = (name: string, value: (run: RunModel) => ValueRow["values"][number]): ValueRow => ({
    name,
    values: runs.map(value),
  });
  const count = (value: number | null | undefined) => (value == null ? "–" : formatCount(value));
  const amount = (value: number | null | undefined) => (value == null ? "–" : formatReturn(value));
  return [
    row("state", ({ state }) => <StateBadge state={state.value} />),
    row("step", ({ progress }) => count(progress.value?.step)),
    row("solved at", ({ progress }) => count(progress.value?.solvedAtStep)),
    row("last evaluation", ({ progress }) => amount(progress.value?.lastEvaluation)),
    row("final evaluation", ({ result }) => amount(result.value?.evaluation.meanReturn)),
    row("live hills", ({ progress }) => count(progress.value?.liveComponents)),
    row("numbers in the policy", ({ result }) => count(result.value?.parameters)),
    row("signs of failure", ({ health }) => count(health.value.length)),
    row("time", ({ progress }) => (progress.value === null ? "–" : formatDuration(progress.value.seconds))),
  ];
}

interface DifferencesProperties {
  readonly heads: readonly ComponentChildren[];
  readonly configurations: readonly RunConfiguration[];
}

function Differences({ heads, configurations }: DifferencesProperties) {
  const { different, same } = comparedOptions(configurations);
  return (
    <Panel title="Differences of configuration">
      {different.length === 0 ? (
        <p class="muted">There are none.</p>
      ) : (
        <ValueTable label="Options that differ" heads={heads} rows={different} />
      )}
      <details class="compare-same">
        <summary>{same.length} options that are the same</summary>
        <ValueTable label="Options that are the same" heads={heads} rows={same} />
      </details>
    </Panel>
  );
}
