import { formatCount, formatDuration, formatReturn } from "@drumlin/run";
import type { MetricName } from "drumlin";
import type { ComponentChildren } from "preact";
import type { RunModel } from "../state/run-model.ts";
import { RateSparkline } from "./rate-sparkline.tsx";

/** The numbers that say at a glance where a run stands. */
export function RunFigures({ run }: { readonly run: RunModel }) {
  const progress = run.progress.value;
  if (progress === null) return null;
  run.seriesVersion.value;
  const steps = run.configuration.value?.steps;
  const solved = run.spec.value?.solvedReturn ?? null;
  const isTraining = run.state.value === "running";
  const lastOf = (name: MetricName) => {
    const value = run.metric(name)?.last ?? null;
    return value === null ? "–" : formatCount(Math.round(value));
  };
  const rate = isTraining ? run.updatesPerSecond.value : (run.result.value?.updatesPerSecond ?? null);
  const behind = run.behind.value;
  return (
    <dl class="run-figures" data-measured-at={run.measuredAt.value}>
      <Figure label="step" note={steps === undefined ? undefined : `of ${formatCount(steps)}`}>
        {formatCount(progress.step)}
      </Figure>
      <Figure label="episodes" note={formatDuration(progress.seconds)}>
        {formatCount(progress.episodes)}
      </Figure>
      <Figure
        label="last evaluation"
        note={solved === null ? undefined : `solved from ${formatReturn(solved)}`}
      >
        {progress.lastEvaluation === null ? "–" : formatReturn(progress.lastEvaluation)}
      </Figure>
      <Figure label="solved at step">
        {progress.solvedAtStep === null ? "not yet" : formatCount(progress.solvedAtStep)}
      </Figure>
      <Figure label="live hills" note={`${lastOf("model/nonzero_weights")} nonzero weights`}>
        {progress.liveComponents === null ? "–" : formatCount(progress.liveComponents)}
      </Figure>
      <Figure label="policy numbers">{lastOf("model/parameters")}</Figure>
      <Figure
        label="updates a second"
        note={isTraining && behind !== null ? `${formatCount(Math.round(behind))} ms behind` : undefined}
      >
        {rate !== null ? formatCount(Math.round(rate)) : "–"}
        {isTraining && <RateSparkline rate={run.updatesPerSecond} tick={run.progress} />}
      </Figure>
    </dl>
  );
}

interface Properties {
  readonly label: string;
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}

function Figure({ label, note, children }: Properties) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="run-figure-value">{children}</dd>
      {note !== undefined && <dd class="run-figure-note">{note}</dd>}
    </div>
  );
}
