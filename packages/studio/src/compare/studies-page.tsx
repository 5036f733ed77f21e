import { formatCount, type StudySummary } from "@drumlin/run";
import { useSignal } from "@preact/signals";
import { TroubleNotice } from "../server/trouble-notice.tsx";
import { useAnswer } from "../server/use-answer.ts";
import { FilterField } from "../ui/filter-field.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { studyAddress } from "../ui/route.ts";
import { type Column, SortableTable } from "../ui/sortable-table.tsx";
import { filteredRows } from "../ui/sorted-rows.ts";

/** The studies of the store. */
export function StudiesPage() {
  const { answer, problem } = useAnswer<readonly StudySummary[]>("studies");
  const filter = useSignal("");
  const studies = answer.value;
  const shown = filteredRows(studies ?? [], filter.value, ({ name, agents, environments }) =>
    [name, ...agents, ...environments].join(" "),
  );
  return (
    <>
      <div class="page-head">
        <PageHeading title="Studies" />
      </div>
      <TroubleNotice trouble={problem.value} />
      {studies !== null && studies.length === 0 && (
        <section class="panel" aria-labelledby="empty-title">
          <h2 id="empty-title">No studies yet</h2>
          <p>
            A study compares agents over many seeds: write one down and type{" "}
            <code>npx drumlin sweep study.yaml</code>.
          </p>
        </section>
      )}
      {studies !== null && studies.length > 0 && (
        <section class="panel" aria-label="Studies of the store">
          <div class="panel-head">
            <FilterField id="studies-filter" filter={filter} placeholder="name, agent, environment" />
            <span class="muted small" role="status">
              {formatCount(shown.length)} of {formatCount(studies.length)}
            </span>
          </div>
          <SortableTable
            label="Table of studies"
            columns={columns}
            rows={shown}
            rowKey={({ name }) => name}
          />
        </section>
      )}
    </>
  );
}

const changeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

const columns: readonly Column<StudySummary>[] = [
  {
    name: "name",
    value: ({ name }) => name,
    show: ({ name }) => <a href={studyAddress(name)}>{name}</a>,
    isRowHeader: true,
  },
  { name: "environments", value: listed("environments"), show: listed("environments") },
  { name: "agents", value: listed("agents"), show: listed("agents") },
  {
    name: "trials",
    value: ({ trials }) => trials,
    show: ({ trials }) => formatCount(trials),
    isNumeric: true,
  },
  {
    name: "failed",
    value: ({ failed }) => failed,
    show: ({ failed }) => formatCount(failed),
    isNumeric: true,
  },
  {
    name: "changed",
    value: ({ updatedAt }) => updatedAt,
    show: ({ updatedAt }) => <time dateTime={updatedAt}>{changeFormat.format(new Date(updatedAt))}</time>,
  },
];

/** The names in a cell; a long list is cut short. */
function listed(what: "agents" | "environments"): (study: StudySummary) => string {
  const most = 3;
  return (study) => {
    const names = study[what];
    const rest = names.length - most;
    return names.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  };
}
