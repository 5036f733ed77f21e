import { formatCount, type ThinnedMetric } from "@drumlin/run";
import { computed, type Signal, signal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { type MetricName, metricOf } from "drumlin";
import { useContext, useMemo } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { Button } from "../ui/button.tsx";
import { palette } from "../ui/palette.ts";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { Chart } from "./chart.tsx";
import type { ChartLayer } from "./chart-layer.ts";
import { type ChartView, type StepRange, usualPause } from "./chart-view.ts";
import "./curves.css";
import { evaluationInterval } from "./evaluation-interval.ts";
import { FinerSeriesSource, type SeriesColumns, withFinerStretch } from "./finer-series.ts";

const episodes: MetricName = "charts/episodic_return";
const evaluations: MetricName = "charts/evaluation_return";
const deviations: MetricName = "charts/evaluation_deviation";

/** Metrics that are always shown, beside the returns. */
const mainMetrics: readonly string[] = [
  "losses/bellman_residual",
  "model/live_components",
  "model/nonzero_weights",
] satisfies MetricName[];
/** Metrics that come first of those that are asked for. */
const furtherMetrics: readonly string[] = [
  "policy/epsilon",
  "losses/td_error",
  "optimizer/gradient_norm",
  "losses/loss",
] satisfies MetricName[];

/** Numbers that a run's charts share: which steps they show, and the finer series of those. */
class CurvesModel {
  readonly view: ChartView;
  readonly finer: Signal<ReadonlyMap<string, ThinnedMetric>> = signal(new Map());
  readonly version;
  readonly #run: RunModel;

  constructor(run: RunModel) {
    this.#run = run;
    this.view = {
      cursorKey: "run",
      wait: (drawnAt) => run.wait(drawnAt, usualPause),
      zoom: signal<StepRange | null>(null),
      shownStep: run.shownStep,
      health: run.health,
    };
    this.version = computed(() => [run.seriesVersion.value, run.configuration.value, this.finer.value]);
  }

  columns(name: string): SeriesColumns {
    const series = this.#run.series.get(name) ?? { steps: [], means: [], minima: [], maxima: [] };
    return withFinerStretch(series, this.finer.peek().get(name));
  }

  returnLayers(): ChartLayer[] {
    const [muted, strong] = [palette.peek().actions[5]!, palette.peek().actions[0]!];
    const training = this.columns(episodes);
    const greedy = this.columns(evaluations);
    const count = this.#run.configuration.peek()?.evaluation.episodes ?? 1;
    const { steps, means } = this.columns(deviations);
    return [
      {
        label: "training episodes",
        color: muted,
        mark: "dots",
        opacity: 0.55,
        steps: training.steps,
        values: training.means,
        band: { lows: training.minima, highs: training.maxima },
      },
      {
        label: "evaluation, mean ± 95 %",
        color: strong,
        mark: "line",
        steps: greedy.steps,
        values: greedy.means,
        band: evaluationInterval(greedy, { steps, means }, count),
      },
    ];
  }

  metricLayers(name: string, color: string): ChartLayer[] {
    const { steps, means, minima, maxima } = this.columns(name);
    const isThinned = minima.some((minimum, i) => minimum !== maxima[i]);
    const band = isThinned ? { band: { lows: minima, highs: maxima } } : {};
    return [
      { label: metricOf(name).title.toLowerCase(), color, mark: "line", steps, values: means, ...band },
    ];
  }
}

/** The numbers of a run over its steps. */
export function Curves({ run }: { readonly run: RunModel }) {
  const curves = useMemo(() => new CurvesModel(run), [run]);
  const { zoom } = curves.view;
  const names = useComputed(() => {
    run.seriesVersion.value;
    return [...run.series.keys()].sort().join("\n");
  });
  const showsMore = useSignal(false);
  useFinerSeries(curves);

  const known = names.value.split("\n").filter((name) => name !== "");
  const further = [
    ...furtherMetrics.filter((name) => known.includes(name)),
    ...known.filter((name) => ![episodes, evaluations, ...mainMetrics, ...furtherMetrics].includes(name)),
  ];
  return (
    <Panel title="Curves" head={<ZoomChoice run={run} zoom={zoom} />}>
      <div class="curves-grid">
        <div class="curves-return">
          <Chart
            title="Return"
            view={curves.view}
            version={curves.version}
            height={230}
            layers={useMemo(() => () => curves.returnLayers(), [curves])}
            solvedReturn={run.spec.value?.solvedReturn ?? null}
          />
        </div>
        {mainMetrics.map((name, i) => (
          <MetricChart
            key={name}
            name={name}
            curves={curves}
            colorIndex={[1, 2, 3][i]!}
            height={i === 0 ? 230 : 150}
          />
        ))}
      </div>
      <details class="curves-more" onToggle={({ currentTarget }) => (showsMore.value = currentTarget.open)}>
        <summary>More: ε, TD error, gradient norm and the others</summary>
        {showsMore.value && (
          <div class="curves-grid curves-grid-more">
            {further.map((name) => (
              <MetricChart key={name} name={name} curves={curves} colorIndex={0} height={130} />
            ))}
          </div>
        )}
      </details>
      <p class="muted small curves-hint">
        Click a chart to go back to that step, drag over it to see a stretch, double-click for everything,
        live.
      </p>
    </Panel>
  );
}

interface MetricProperties {
  readonly name: string;
  readonly curves: CurvesModel;
  readonly colorIndex: number;
  readonly height: number;
}

function MetricChart({ name, curves, colorIndex, height }: MetricProperties) {
  const metric = metricOf(name);
  const layers = useMemo(
    () => () => curves.metricLayers(name, palette.peek().actions[colorIndex]!),
    [curves, name, colorIndex],
  );
  return (
    <Chart
      title={metric.title}
      unit={metric.unit}
      meaning={metric.meaning}
      view={curves.view}
      version={curves.version}
      height={height}
      layers={layers}
      prefersLogarithm={metric.isLogarithmic === true}
    />
  );
}

/** A share of the steps, up to the last; or what is shown. */
type Stretch = number | "chosen";

/** What can be done by dragging, as a choice. */
function ZoomChoice({ run, zoom }: { readonly run: RunModel; readonly zoom: Signal<StepRange | null> }) {
  const range = zoom.value;
  const shown: Stretch = range === null ? 1 : "chosen";
  const choices: [Stretch, string][] = [
    [1, "all"],
    [0.5, "the last half"],
    [0.1, "the last tenth"],
  ];
  if (range !== null) choices.splice(1, 0, ["chosen", `${formatCount(range[0])} … ${formatCount(range[1])}`]);
  const choose = (share: Stretch) => {
    if (share === "chosen") return;
    const last = Math.max(0, ...Array.from(run.series.values(), ({ steps }) => steps.at(-1) ?? 0));
    zoom.value = share === 1 ? null : [Math.round(last * (1 - share)), last];
  };
  return (
    <span class="curves-choices">
      {run.shownStep.value !== null && (
        <Button look="small" onClick={() => (run.shownStep.value = null)}>
          Back to live
        </Button>
      )}
      <SelectField label="Steps" value={shown} choices={choices} choose={choose} />
    </span>
  );
}

/** Fetches, for as long as a stretch is shown, what the charts draw of it. */
function useFinerSeries(curves: CurvesModel): void {
  const source = useContext(FinerSeriesSource);
  useSignalEffect(() => {
    const range = curves.view.zoom.value;
    curves.finer.value = new Map();
    if (range === null || source === null) return;
    let isWanted = true;
    for (const name of [episodes, evaluations, deviations, ...mainMetrics, ...furtherMetrics]) {
      source(name, range).then(
        (finer) => {
          if (isWanted) curves.finer.value = new Map(curves.finer.peek()).set(name, finer);
        },
        () => {}, // The coarse series stays; the page says elsewhere that the server is silent.
      );
    }
    return () => {
      isWanted = false;
    };
  });
}
