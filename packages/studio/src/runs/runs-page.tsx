import { formatCount, formatDuration, formatReturn, type RunEntry, type RunsMessage } from "@drumlin/run";
import { type Signal, signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { FilterField } from "../ui/filter-field.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { compareAddress, runAddress } from "../ui/route.ts";
import { type Column, SortableTable } from "../ui/sortable-table.tsx";
import { filteredRows } from "../ui/sorted-rows.ts";
import { StateBadge } from "../ui/state-badge.tsx";
import { filterText, firstOrder, withUnchanged } from "./run-rows.ts";
import "./runs-page.css";
import { ServerStream } from "../server/server-stream.ts";
import { TroubleNotice } from "../server/trouble-notice.tsx";

/** Milliseconds between drawings: long lists change no more often than one can read them. */
const drawingPause = 200;

/** What the store holds, as the server tells it. */
class ListedRuns {
  readonly store = signal("");
  readonly runs: Signal<readonly RunEntry[] | null> = signal(null);
  readonly problem: Signal<string | null> = signal(null);
  readonly stream: ServerStream<RunsMessage>;
  readonly #pace = new DrawingPace(
    () => this.#show(),
    (drawnAt) => drawnAt + drawingPause - performance.now(),
  );
  #newest: RunsMessage | null = null;

  constructor() {
    this.stream = new ServerStream<RunsMessage>("runs/stream", (message) => {
      this.#newest = message;
      this.#pace.ask();
    });
  }

  close(): void {
    this.#pace.stop();
    this.stream.close();
  }

  #show(): void {
    const message = this.#newest!;
    if (message.kind === "problem") this.problem.value = message.problem;
    else {
      this.problem.value = null;
      this.store.value = message.store;
      this.runs.value = withUnchanged(this.runs.peek() ?? [], message.runs);
    }
  }
}

/** The runs of the store, live. */
export function RunsPage() {
  const listed = useMemo(() => new ListedRuns(), []);
  useEffect(() => () => listed.close(), [listed]);
  const filter = useSignal("");
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => runColumns(chosen), [chosen]);
  const shown = useComputed(() =>
    filteredRows(firstOrder(listed.runs.value ?? []), filter.value, filterText),
  );

  const runs = listed.runs.value;
  return (
    <>
      <div class="page-head">
        <PageHeading title="Runs" />
        {listed.store.value !== "" && <span class="muted">{listed.store.value}</span>}
      </div>
      <TroubleNotice trouble={listed.stream.trouble.value ?? listed.problem.value} />
      {runs === null ? (
        <p class="muted">Asking for the runs…</p>
      ) : runs.length === 0 ? (
        <EmptyStore />
      ) : (
        <section class="panel" aria-label="Runs of the store">
          <div class="panel-head">
            <FilterField id="runs-filter" filter={filter} placeholder="name, environment, state, seed=3" />
            <span class="muted small" role="status">
              {filter.value.trim() === ""
                ? `${formatCount(runs.length)} ${runs.length === 1 ? "run" : "runs"}`
                : `${formatCount(shown.value.length)} of ${formatCount(runs.length)}`}
            </span>
            <CompareButton runs={runs} chosen={chosen.value} />
          </div>
          {shown.value.length === 0 ? (
            <p class="muted">No run has all of that.</p>
          ) : (
            <SortableTable
              label="Table of runs"
              columns={columns}
              rows={shown.value}
              rowKey={({ id }) => id}
            />
          )}
        </section>
      )}
    </>
  );
}

function CompareButton({
  runs,
  chosen,
}: {
  readonly runs: readonly RunEntry[];
  readonly chosen: ReadonlySet<string>;
}) {
  const names = runs.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  if (names.length < 2) {
    return (
      <button type="button" class="button" disabled>
        Choose two to compare
      </button>
    );
  }
  return (
    <a class="button button-primary" href={compareAddress(names)}>
      Compare {names.length} runs
    </a>
  );
}

function EmptyStore() {
  return (
    <section class="panel runs-empty" aria-labelledby="empty-title">
      <h2 id="empty-title">No runs yet</h2>
      <p>
        Type <code>npx drumlin train CartPole-v1</code> in a terminal beside this page; the run appears here
        as it begins. Or look around in the <a href="#/playground">playground</a>, which trains in this tab.
      </p>
    </section>
  );
}

const beginFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

function runColumns(chosen: Signal<ReadonlySet<string>>): Column<RunEntry>[] {
  const count = (value: number | null) => (value === null ? "–" : formatCount(value));
  return [
    { name: "chosen", show: (run) => <ChooseBox run={run} chosen={chosen} /> },
    {
      name: "name",
      value: ({ name }) => name,
      show: ({ name }) => <a href={runAddress(name)}>{name}</a>,
      isRowHeader: true,
    },
    {
      name: "environment",
      value: ({ configuration }) => configuration.environment,
      show: ({ configuration }) => configuration.environment,
    },
    { name: "state", value: ({ state }) => state, show: ({ state }) => <StateBadge state={state} /> },
    {
      name: "progress",
      value: (run) => run.progress.step / run.configuration.steps,
      show: (run) => <StepBar run={run} />,
    },
    {
      name: "last evaluation",
      value: ({ progress }) => progress.lastEvaluation,
      show: ({ progress }) =>
        progress.lastEvaluation === null ? "–" : formatReturn(progress.lastEvaluation),
      isNumeric: true,
    },
    {
      name: "solved at",
      value: ({ progress }) => progress.solvedAtStep,
      show: ({ progress }) => count(progress.solvedAtStep),
      isNumeric: true,
    },
    {
      name: "hills",
      value: ({ progress }) => progress.liveComponents,
      show: ({ progress }) => count(progress.liveComponents),
      isNumeric: true,
    },
    {
      name: "updates",
      value: ({ progress }) => progress.updates,
      show: ({ progress }) => count(progress.updates),
      isNumeric: true,
    },
    {
      name: "time",
      value: ({ progress }) => progress.seconds,
      show: ({ progress }) => formatDuration(progress.seconds),
      isNumeric: true,
    },
    {
      name: "begun",
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt }) => <time dateTime={createdAt}>{beginFormat.format(new Date(createdAt))}</time>,
    },
  ];
}

function ChooseBox({
  run,
  chosen,
}: {
  readonly run: RunEntry;
  readonly chosen: Signal<ReadonlySet<string>>;
}) {
  return (
    <input
      type="checkbox"
      aria-label={`Compare ${run.name}`}
      checked={chosen.value.has(run.id)}
      onChange={({ currentTarget }) => {
        const next = new Set(chosen.peek());
        if (currentTarget.checked) next.add(run.id);
        else next.delete(run.id);
        chosen.value = next;
      }}
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
