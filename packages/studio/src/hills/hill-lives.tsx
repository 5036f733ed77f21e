import { formatCount } from "@drumlin/run";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { toggleHill } from "../state/hill-selection.ts";
import type { RunModel } from "../state/run-model.ts";
import { ActionSwatch } from "../ui/action-swatch.tsx";
import { useElementSize } from "../ui/element-size.ts";
import { palette } from "../ui/palette.ts";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { drawHillLives } from "./hill-lives-drawing.ts";
import { type Lifetime, type LifetimeOrder, type Lifetimes, lifetimesOf } from "./lifetimes.ts";
import { nearestMoment } from "./replay.ts";
import { useSampled } from "./sampled.ts";
import "./hill-lives.css";

/** Between two drawings of a history that grows. */
const drawingMilliseconds = 500;
const orders: readonly [LifetimeOrder, string][] = [
  ["strength", "longest and strongest first"],
  ["id", "number"],
];
const rowPixels = { most: 14, all: 340 };

/** How hills came through training: which weighed much, what they voted for, and when they died. */
export function HillLives({ run }: { readonly run: RunModel }) {
  const version = useSampled(run.historyVersion, run.pause(drawingMilliseconds));
  const [order, setOrder] = useState<LifetimeOrder>("strength");
  const lifetimes = lifetimesOf(run);
  // Lifetimes grow in place; `version` says when.
  const rows = useMemo(() => lifetimes.inOrder(order), [lifetimes, order, version]);
  return (
    <Panel
      title="Lives of the hills"
      head={<SelectField label="Order" value={order} choices={orders} choose={setOrder} />}
    >
      {rows.length === 0 ? (
        <p class="hill-lives-note">There is no history yet.</p>
      ) : (
        <>
          <p class="hill-lives-note">{livesInWords(run, lifetimes)}</p>
          <Chart run={run} lifetimes={lifetimes} rows={rows} version={version} />
          <Legend actions={run.spec.value?.actionNames ?? []} />
          <Deaths run={run} lifetimes={lifetimes} />
        </>
      )}
    </Panel>
  );
}

/** Hills that a run began with, those among them that died before its first moment was kept, and how many live. */
function livesInWords(run: RunModel, lifetimes: Lifetimes): string {
  const began = Math.max(run.configuration.value?.agent.componentCount ?? 0, lifetimes.bornCount);
  const live = lifetimes.moments.at(-1)?.liveCount ?? 0;
  return `${formatCount(began)} hills began, ${formatCount(live)} live; ${formatCount(began - live)} died.`;
}

function Chart({
  run,
  lifetimes,
  rows,
  version,
}: {
  readonly run: RunModel;
  readonly lifetimes: Lifetimes;
  readonly rows: readonly Lifetime[];
  readonly version: number;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width] = useElementSize(frame).value;
  const [pointed, setPointed] = useState<number | null>(null);
  const colors = palette.value;
  const height = Math.round(Math.min(rowPixels.all, Math.max(40, rows.length * rowPixels.most)));
  const steps = lifetimes.moments.map(({ step }) => step);
  const [first, last] = [steps[0]!, steps.at(-1)!];

  // Lifetimes grow in place; `version` says when.
  useEffect(() => {
    const context = sizeCanvas(canvas.current!, width, height);
    if (context !== null) drawHillLives(context, lifetimes, rows, colors);
  }, [lifetimes, rows, version, width, height, colors]);

  const rowAt = (event: PointerEvent) => rows[Math.floor((event.offsetY / height) * rows.length)];
  const shownStep = run.shown.value?.step ?? last;
  const selected = run.selectedHill.value;
  const selectedRow = rows.findIndex(({ id }) => id === selected);
  const told = rows.find(({ id }) => id === (pointed ?? selected));
  const showStep = (event: PointerEvent) => {
    const step = steps[nearestMoment(steps, first + ((last - first) * event.offsetX) / width)]!;
    run.shownStep.value = step === last ? null : step;
  };
  return (
    <>
      <div class="hill-lives-chart" ref={frame} style={{ height: `${height}px` }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`A row for each of ${rows.length} hills from step ${formatCount(first)} to ${formatCount(last)}; their deaths are listed below`}
          onPointerUp={(event) => {
            const row = rowAt(event);
            if (row !== undefined) toggleHill(run, row.id);
          }}
          onPointerMove={(event) => setPointed(rowAt(event)?.id ?? null)}
          onPointerLeave={() => setPointed(null)}
        />
        {selectedRow !== -1 && (
          <div
            class={`hill-lives-selected ${selectedRow < rows.length / 2 ? "is-above" : ""}`}
            style={{ top: `${(selectedRow * height) / rows.length}px`, height: `${height / rows.length}px` }}
          >
            <span class="hill-lives-label">hill {selected}</span>
          </div>
        )}
        <div
          class="hill-lives-shown"
          style={{
            left: `${last > first ? Math.min(100, (100 * (shownStep - first)) / (last - first)) : 100}%`,
          }}
        />
      </div>
      <div class="hill-lives-axis" title="Show this step" onPointerUp={showStep}>
        <span>step {formatCount(first)}</span>
        <span>{formatCount(last)}</span>
      </div>
      <p class="hill-lives-told">
        {told === undefined
          ? "Point at a row for its hill; select it, and every view shows it."
          : lifeInWords(told, lifetimes, run)}
      </p>
    </>
  );
}

function lifeInWords({ id, endedAt }: Lifetime, { moments }: Lifetimes, run: RunModel): string {
  const seenLast = moments[endedAt === null ? moments.length - 1 : endedAt - 1]!;
  const action = run.spec.value?.actionNames[seenLast.actions[id]!] ?? "";
  const strength = `${Math.round(100 * seenLast.strengths[id]!)} % as strong as the strongest`;
  return endedAt === null
    ? `Hill ${id} lives and votes for ${action}, ${strength}.`
    : `Hill ${id} died by step ${formatCount(moments[endedAt]!.step)}; it voted for ${action}, ${strength}.`;
}

function Legend({ actions }: { readonly actions: readonly string[] }) {
  return (
    <ul class="hill-lives-legend">
      {actions.map((action, a) => (
        <li key={action}>
          <ActionSwatch action={a} />
          votes for {action}
        </li>
      ))}
      <li>stronger colour: weighs more</li>
    </ul>
  );
}

function Deaths({ run, lifetimes }: { readonly run: RunModel; readonly lifetimes: Lifetimes }) {
  const [isOpen, setOpen] = useState(false);
  const selected = run.selectedHill.value;
  if (lifetimes.deaths.length === 0) return null;
  return (
    <details class="hill-lives-deaths" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{formatCount(lifetimes.deadCount)} deaths, by step</summary>
      {isOpen && (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">by step</th>
              <th scope="col">hills</th>
            </tr>
          </thead>
          <tbody>
            {lifetimes.deaths.map(({ step, ids }) => (
              <tr key={step}>
                <td>{formatCount(step)}</td>
                <td>
                  {ids.map((id) => (
                    <button
                      key={id}
                      type="button"
                      aria-label={`hill ${id}`}
                      aria-pressed={id === selected}
                      onClick={() => toggleHill(run, id)}
                    >
                      {id}
                    </button>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
