import { formatCount } from "@drumlin/run";
import { toggleHill } from "../state/hill-selection.ts";
import type { RunModel } from "../state/run-model.ts";
import { actionVariable } from "../ui/action-color.ts";
import { ActionSwatch } from "../ui/action-swatch.tsx";
import { decimalsOf, formatDecimals, type VoteSummary } from "./leanings.ts";
import "./vote-table.css";

/** Rem that a column of numbers and bars needs; a table of many actions scrolls. */
const leastActionWidth = 5.25;

/** The value of every action, and what each hill adds to it: bars show what speaks for an action or against it. */
export function VoteTable({
  run,
  summary,
  actions,
}: {
  readonly run: RunModel;
  readonly summary: VoteSummary;
  readonly actions: readonly string[];
}) {
  const { action, values, leanings, votes, others } = summary;
  const selected = run.selectedHill.value;
  return (
    <>
      <div class="vote-table-frame">
        <table class="vote-table" style={{ minWidth: `${8.5 + leastActionWidth * actions.length}rem` }}>
          <thead class="vote-table-head">
            <tr>
              <th scope="col">hill</th>
              <th scope="col">active</th>
              {actions.map((name, a) => (
                <th key={name} scope="col" class={a === action ? "is-taken" : ""}>
                  <ActionSwatch action={a} />
                  {name}
                  <span class="vote-table-taken">{a === action ? "taken" : ""}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr class="vote-table-total">
              <th scope="row">value</th>
              <td />
              <Cells numbers={values} leanings={leanings} summary={summary} />
            </tr>
            {votes.map((vote, place) => (
              // Rows are places: what stands in them changes many times a second, and the focus shall not go with it.
              <tr key={place} class={vote.id === selected ? "is-selected" : ""}>
                <th scope="row">
                  <button
                    type="button"
                    class="vote-table-hill"
                    aria-label={`hill ${vote.id}`}
                    aria-pressed={vote.id === selected}
                    onClick={() => toggleHill(run, vote.id)}
                  >
                    {vote.id}
                  </button>
                </th>
                <td>{Math.round(vote.activation * 100)} %</td>
                <Cells numbers={vote.contributions} leanings={vote.leanings} summary={summary} />
              </tr>
            ))}
            {others.count > 0 && (
              <tr class="vote-table-others">
                <th scope="row">{formatCount(others.count)} others</th>
                <td />
                <Cells numbers={others.contributions} leanings={others.leanings} summary={summary} />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p class="vote-table-note">
        Numbers add up to the values. A bar to the right speaks for its action, to the left against it: the
        number less the mean of its row.
      </p>
    </>
  );
}

function Cells({
  numbers,
  leanings,
  summary: { fullBar, action },
}: {
  readonly numbers: readonly number[];
  readonly leanings: readonly number[];
  readonly summary: VoteSummary;
}) {
  const decimals = decimalsOf(fullBar);
  return (
    <>
      {numbers.map((number, a) => {
        const length = (50 * Math.abs(leanings[a]!)) / fullBar;
        const left = leanings[a]! < 0 ? 50 - length : 50;
        return (
          <td key={a} class={a === action ? "is-taken" : ""}>
            {formatDecimals(number, decimals)}
            <span class="vote-table-bar">
              <span style={{ left: `${left}%`, width: `${length}%`, background: actionVariable(a) }} />
            </span>
          </td>
        );
      })}
    </>
  );
}
