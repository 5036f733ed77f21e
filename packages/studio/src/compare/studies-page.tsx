import { formatCount, type StudySummary } from "@drumlin/run";
import { Answered } from "../server/answered.tsx";
import { FilteredTable } from "../ui/filtered-table.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { Panel } from "../ui/panel.tsx";
import { studyAddress } from "../ui/route.ts";
import { type Column, numberColumn } from "../ui/sortable-table.tsx";

/** The studies of the store. */
export function StudiesPage() {
  return (
    <>
      <PageHeading title="Studies" />
      <Answered<readonly StudySummary[]> path="studies">
        {(studies) =>
          studies.length === 0 ? (
            <Panel title="No studies yet">
              <p>
                A study compares agents over many seeds: write one down and type{" "}
                <code>npx drumlin sweep study.yaml</code>.
              </p>
            </Panel>
          ) : (
            <FilteredTable
              name="studies"
              columns={columns}
              rows={studies}
              rowKey={({ name }) => name}
              text={filterText}
              sought="name, agent, environment"
            />
          )
        }
      </Answered>
    </>
  );
}

function filterText({ name, agents, environments }: StudySummary): string {
  return [name, ...agents, ...environments].join(" ");
}

const changeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

const columns: readonly Column<StudySummary>[] = [
  {
    name: "name",
    value: ({ name }) => name,
    show: ({ name }) => <a href={studyAddress(name)}>{name}</a>,
    isRowHeader: true,
  },
  { name: "environments", value: ({ environments }) => listed(environments) },
  { name: "agents", value: ({ agents }) => listed(agents) },
  numberColumn("trials", ({ trials }) => trials),
  numberColumn("failed", ({ failed }) => failed),
  {
    name: "changed",
    value: ({ updatedAt }) => updatedAt,
    show: ({ updatedAt }) => <time dateTime={updatedAt}>{changeFormat.format(new Date(updatedAt))}</time>,
  },
];

/** The names in a cell; a long list is cut short. */
function listed(names: readonly string[]): string {
  const most = 3;
  const rest = names.length - most;
  return names.slice(0, most).join(", ") + (rest > 0 ? ` and ${formatCount(rest)} more` : "");
}
