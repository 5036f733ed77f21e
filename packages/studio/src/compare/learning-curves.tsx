import type { StudyCurve, StudyDetail } from "@drumlin/run";
import { type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Chart } from "../curves/chart.tsx";
import type { ChartLayer } from "../curves/chart-layer.ts";
import { plainChartView } from "../curves/chart-view.ts";
import { palette } from "../ui/palette.ts";
import { Panel } from "../ui/panel.tsx";
import { lineLook } from "./line-looks.ts";
import { LineToggles } from "./line-toggles.tsx";

/** What each agent of a study earned over its steps, a chart for each environment. */
export function LearningCurves({ study: { curves, solvedReturns } }: { readonly study: StudyDetail }) {
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const agents = [...new Set(curves.map(({ agent }) => agent))];
  const environments = [...new Set(curves.map(({ environment }) => environment))];
  return (
    <Panel
      title="Learning curves"
      head={<span class="muted small">interquartile mean of the seeds, 95 % interval</span>}
    >
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
            solvedReturn={solvedReturns[environment] ?? null}
          />
        ))}
      </div>
    </Panel>
  );
}

interface CurvesProperties {
  readonly environment: string;
  readonly curves: readonly StudyCurve[];
  /** All of the study, in the order of their looks. */
  readonly agents: readonly string[];
  readonly hidden: Signal<ReadonlySet<string>>;
  readonly solvedReturn: number | null;
}

function EnvironmentCurves({ environment, curves, agents, hidden, solvedReturn }: CurvesProperties) {
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
      solvedReturn={solvedReturn}
    />
  );
}
