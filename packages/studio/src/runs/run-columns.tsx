import { formatCount, formatDuration, formatReturn, type RunEntry } from "@drumlin/run";
import type { Signal } from "@preact/signals";
import { runAddress } from "../ui/route.ts";
import { type Column, numberColumn } from "../ui/sortable-table.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import { toggled } from "../ui/toggled.ts";

const beginFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** What a run is shown by in the table of runs; `chosen` holds the identities of those to compare. */
export function runColumns(chosen: Signal<ReadonlySet<string>>): Column<RunEntry>[] {
  return [
    { name: "chosen", show: (run) => <ChooseBox run={run} chosen={chosen} /> },
    {
      name: "name",
      value: ({ name }) => name,
      show: ({ name }) => <a href={runAddress(name)}>{name}</a>,
      isRowHeader: true,
    },
    { name: "environment", value: ({ configuration }) => configuration.environment },
    { name: "state", value: ({ state }) => state, show: ({ state }) => <StateBadge state={state} /> },
    {
      name: "progress",
      value: (run) => run.progress.step / run.configuration.steps,
      show: (run) => <StepBar run={run} />,
    },
    numberColumn("last evaluation", ({ progress }) => progress.lastEvaluation, formatReturn),
    numberColumn("solved at", ({ progress }) => progress.solvedAtStep),
    numberColumn("hills", ({ progress }) => progress.liveComponents),
    numberColumn("updates", ({ progress }) => progress.updates),
    numberColumn("time", ({ progress }) => progress.seconds, formatDuration),
    {
      name: "begun",
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt }) => <time dateTime={createdAt}>{beginFormat.format(new Date(createdAt))}</time>,
    },
  ];
}

interface ChoiceProperties {
  readonly run: RunEntry;
  readonly chosen: Signal<ReadonlySet<string>>;
}

function ChooseBox({ run, chosen }: ChoiceProperties) {
  return (
    <input
      type="checkbox"
      aria-label={`Compare ${run.name}`}
      checked={chosen.value.has(run.id)}
      onChange={() => (chosen.value = toggled(chosen.peek(), run.id))}
    />
  );
}

function StepBar({ run: { name, progress, configuration } }: { readonly run: RunEntry }) {
  return (
    <span class="runs-progress">
      <progress aria-label={`Steps of ${name}`} max={configuration.steps} value={progress.step} />
      <span>
        {formatCount(progress.step)} <span class="muted">of {formatCount(configuration.steps)}</span>
      </span>
    </span>
  );
}
