import type { StudyDetail } from "@drumlin/run";
import { Answered } from "../server/answered.tsx";
import { FilteredTable } from "../ui/filtered-table.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { Panel } from "../ui/panel.tsx";
import { ValueTable } from "../ui/value-table.tsx";
import "./compare.css";
import { LearningCurves } from "./learning-curves.tsx";
import { type ResultRow, resultColumns } from "./result-columns.tsx";

/** One study: its results, learning curves, and what its agents differ in. */
export function StudyPage({ name }: { readonly name: string }) {
  return (
    <>
      <PageHeading title={name}>
        <span class="muted">study</span>
        <a class="page-head-end" href="#/studies">
          All studies
        </a>
      </PageHeading>
      <Answered<StudyDetail> path={`studies/${encodeURIComponent(name)}`}>
        {(study) => (
          <>
            <LearningCurves study={study} />
            <FilteredTable
              name="results"
              title="Results"
              columns={resultColumns(study.rows)}
              rows={study.rows}
              rowKey={rowText}
              text={rowText}
              sought="agent, environment"
            />
            <AgentDifferences study={study} />
          </>
        )}
      </Answered>
    </>
  );
}

function rowText({ agent, environment }: ResultRow): string {
  return `${environment} ${agent}`;
}

function AgentDifferences({ study: { differences, rows } }: { readonly study: StudyDetail }) {
  const agents = [...new Set(rows.map(({ agent }) => agent))];
  return (
    <Panel title="What the agents differ in">
      {differences.length === 0 ? (
        <p class="muted">Nothing: all options are the same.</p>
      ) : (
        <ValueTable
          label="Options that differ"
          heads={agents}
          rows={differences.map(({ option, values }) => ({
            name: option,
            values: agents.map((agent) => values[agent] ?? "–"),
          }))}
        />
      )}
    </Panel>
  );
}
