import { type CardHill, formatCount, formatSigned, formatSignificant, type PolicyCard } from "@drumlin/run";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { toggleHill } from "../state/hill-selection.ts";
import { labelWithUnit } from "../state/label-with-unit.ts";
import type { RunModel } from "../state/run-model.ts";
import { ActionSwatch } from "../ui/action-swatch.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { toggled } from "../ui/toggled.ts";
import { ValueTable } from "../ui/value-table.tsx";
import { type HillOrder, keepOrder, sortHills } from "./hill-order.ts";
import "./hill-list.css";

/** So many hills are shown before somebody asks for all. */
const firstShown = 20;
/** A selection is brought into view for so long. */
const recentMilliseconds = 1000;
/** More actions than these are told in a hill's details alone. */
const mostWeightsInRow = 4;

/** The hills of a card, each with what it does; they keep their places while somebody points at them. */
export function HillList({
  run,
  card,
  showsAll,
  setShowsAll,
}: {
  readonly run: RunModel;
  readonly card: PolicyCard;
  readonly showsAll: boolean;
  readonly setShowsAll: (showsAll: boolean) => void;
}) {
  const title = useId();
  const [order, setOrder] = useState<HillOrder>("share");
  const [isHeld, setHeld] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const places = useRef<readonly number[]>([]);
  const list = useRef<HTMLOListElement>(null);
  const selected = run.selectedHill.value;

  const ordered = isHeld ? keepOrder(card.hills, places.current) : sortHills(card.hills, order);
  places.current = ordered.map(({ id }) => id);
  const shown = ordered.filter(({ id }, index) => showsAll || index < firstShown || id === selected);
  const selectedAt = useRef(0);
  useEffect(() => {
    selectedAt.current = performance.now();
  }, [selected]);
  // The row of what was just selected may come, or move, with the next card; later the list is left where somebody scrolled it.
  useEffect(() => {
    const isRecent = performance.now() - selectedAt.current < recentMilliseconds;
    if (selected !== null && list.current !== null && isRecent) scrollTo(list.current, selected);
  }, [selected, card]);

  const orders: [HillOrder, string][] = [
    ["share", "share"],
    ["id", "number"],
    ...card.actions.map((action, a): [number, string] => [a, `weight for ${action}`]),
  ];
  const isGone = selected !== null && !card.hills.some(({ id }) => id === selected);
  return (
    <section aria-labelledby={title}>
      <div class="hill-list-head">
        <h3 id={title}>The hills</h3>
        <SelectField label="Sort by" value={order} choices={orders} choose={setOrder} />
      </div>
      <p class="hill-list-note">
        {isGone
          ? `Hill ${selected} is not live at this step.`
          : "A hill adds its weight to an action's value at its centre, 61 % of it one spread away. The bar is its share in the differences between actions."}
      </p>
      <ol
        class="hill-list"
        ref={list}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
      >
        {shown.map((hill) => (
          <HillRow
            key={hill.id}
            hill={hill}
            card={card}
            greatest={card.hills[0]!.importance}
            isSelected={hill.id === selected}
            isOpen={open.has(hill.id)}
            select={() => toggleHill(run, hill.id)}
            toggleDetails={() => setOpen(toggled(open, hill.id))}
          />
        ))}
      </ol>
      {card.hills.length > firstShown && (
        <Button class="hill-list-more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? `Show the first ${firstShown}` : `Show all ${formatCount(card.hills.length)}`}
        </Button>
      )}
    </section>
  );
}

/** Brings a hill's row into the list's own window; the page stays where it is. */
function scrollTo(list: HTMLElement, id: number): void {
  const row = list.querySelector<HTMLElement>(`[data-hill="${id}"]`);
  if (row === null) return;
  const top = row.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + row.offsetHeight > list.scrollTop + list.clientHeight)
    list.scrollTop = top + row.offsetHeight - list.clientHeight;
}

function HillRow({
  hill,
  card,
  greatest,
  isSelected,
  isOpen,
  select,
  toggleDetails,
}: {
  readonly hill: CardHill;
  readonly card: PolicyCard;
  /** The greatest share of all: a full bar. */
  readonly greatest: number;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly select: () => void;
  readonly toggleDetails: () => void;
}) {
  const details = useId();
  const share = greatest === 0 ? 0 : (100 * hill.importance) / greatest;
  return (
    <li class="hill-list-row" data-hill={hill.id}>
      <button type="button" class="hill-list-hill" aria-pressed={isSelected} onClick={select}>
        <span class="hill-list-id">hill {hill.id}</span>
        <span class="hill-list-bar">
          <span style={{ width: `${share}%` }} />
        </span>
        <span class="hill-list-share">{formatSignificant(hill.importance * 100, 2)} %</span>
        <span class="hill-list-words">{hill.words}</span>
        {card.actions.length <= mostWeightsInRow && <Weights hill={hill} card={card} />}
      </button>
      <button
        type="button"
        class="hill-list-details"
        aria-expanded={isOpen}
        aria-controls={details}
        aria-label={`Details of hill ${hill.id}`}
        onClick={toggleDetails}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 6l4 4 4-4" />
        </svg>
      </button>
      {isOpen && (
        <div id={details} class="hill-list-place">
          {card.actions.length > mostWeightsInRow && <Weights hill={hill} card={card} />}
          <Place hill={hill} card={card} />
        </div>
      )}
    </li>
  );
}

function Weights({ hill, card }: { readonly hill: CardHill; readonly card: PolicyCard }) {
  return (
    <span class="hill-list-weights">
      {hill.weights.map((weight, a) => (
        <span key={card.actions[a]} class="hill-list-weight">
          <ActionSwatch action={a} />
          {card.actions[a]} <b>{formatSigned(weight)}</b>
        </span>
      ))}
    </span>
  );
}

/** Where the hill stands and how far it reaches, in the observation's own units. */
function Place({ hill, card }: { readonly hill: CardHill; readonly card: PolicyCard }) {
  return (
    <ValueTable
      label={`Place of hill ${hill.id}`}
      corner="observation"
      heads={["centre", "spread", "principal axis"]}
      rows={card.observations.map((observation, i) => ({
        name: labelWithUnit(observation),
        values: [
          formatSignificant(hill.center[i]!),
          formatSignificant(hill.standardDeviations[i]!),
          formatSigned(hill.principalAxis[i]!),
        ],
      }))}
    />
  );
}
