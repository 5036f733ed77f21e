import { formatCount, mostRuns, type RunEntry } from "@drumlin/run";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { TroubleNotice } from "../server/trouble-notice.tsx";
import { Button } from "../ui/button.tsx";
import { FilteredTable } from "../ui/filtered-table.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { Panel } from "../ui/panel.tsx";
import { compareAddress } from "../ui/route.ts";
import { ListedRuns } from "./listed-runs.ts";
import { runColumns } from "./run-columns.tsx";
import { filterText } from "./run-rows.ts";
import "./runs-page.css";

/** The runs of the store, live. */
export function RunsPage() {
  const listed = useMemo(() => new ListedRuns(), []);
  useEffect(() => () => listed.close(), [listed]);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => runColumns(chosen), [chosen]);
  const runs = listed.runs.value;
  return (
    <>
      <PageHeading title="Runs">
        {listed.store.value !== "" && <span class="muted">{listed.store.value}</span>}
      </PageHeading>
      <TroubleNotice trouble={listed.trouble.value ?? listed.problem.value} />
      {runs === null ? (
        <p class="muted">Asking for the runs…</p>
      ) : runs.length === 0 ? (
        <EmptyStore />
      ) : (
        <FilteredTable
          name="runs"
          columns={columns}
          rows={runs}
          count={listed.count.value}
          filter={listed.filter}
          rowKey={({ id }) => id}
          text={filterText}
          sought="name, environment, state, seed=3"
        >
          <CompareButton runs={runs} chosen={chosen.value} />
        </FilteredTable>
      )}
      {runs !== null && listed.count.value > listed.limit.value && <More listed={listed} />}
    </>
  );
}

/** Of more runs than a page takes. */
function More({ listed }: { readonly listed: ListedRuns }) {
  const { limit, count } = listed;
  return (
    <p class="muted runs-more">
      The newest {formatCount(limit.value)} of {formatCount(count.value)} runs, and those that train; the
      filter finds others by their names.{" "}
      {limit.value < mostRuns && <Button onClick={() => listed.showMore()}>Load more</Button>}
    </p>
  );
}

interface CompareProperties {
  readonly runs: readonly RunEntry[];
  readonly chosen: ReadonlySet<string>;
}

function CompareButton({ runs, chosen }: CompareProperties) {
  const names = runs.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  if (names.length < 2) {
    return <Button disabled>Choose two to compare</Button>;
  }
  return (
    <a class="button button-primary" href={compareAddress(names)}>
      Compare {names.length} runs
    </a>
  );
}

function EmptyStore() {
  return (
    <Panel title="No runs yet">
      <p>
        Type <code>npx drumlin train CartPole-v1</code> in a terminal beside this page; the run appears here
        as it begins. Or look around in the <a href="#/playground">playground</a>, which trains in this tab.
      </p>
    </Panel>
  );
}
