import { formatCount, formatDuration, formatReturn, visibleText } from "@drumlin/run";
import type { Style } from "../terminal/terminal.ts";
import type { TrainingStatus } from "./training-status.ts";

const labelWidth = 9;
const cellWidths = [18, 20];
const widestBar = 40;

/** The lines of the live view: a head, a bar, and labelled rows; none longer than `columns`. */
export function progressBlock(status: TrainingStatus, columns: number, style: Style): string[] {
  const { lastReturn, meanReturn, lastEvaluation } = status;
  const row = (label: string, ...cells: string[]): string => {
    const text = cells
      .map((cell, index) => cell.padEnd(cellWidths[index] ?? 0))
      .join(" ")
      .trimEnd();
    return style("dim", label.padEnd(labelWidth)) + text.slice(0, Math.max(0, columns - labelWidth - 1));
  };
  const shown = (value: number | null): string => (value === null ? "–" : formatReturn(value));
  const evaluation =
    lastEvaluation === null
      ? "–"
      : `${formatReturn(lastEvaluation.meanReturn)} ± ${formatReturn(lastEvaluation.standardDeviation)}`;
  const name = visibleText(status.name).slice(0, columns - 1);
  const head = visibleText(`  ${status.environment}, seed ${status.seed}`).slice(
    0,
    columns - 1 - name.length,
  );
  return [
    style("bold", name) + head,
    bar(status, columns, style),
    row("return", `last ${shown(lastReturn)}`, `mean of 20 ${shown(meanReturn)}`, `evaluation ${evaluation}`),
    row(
      "solved",
      solved(status),
      ...(status.solvedReturn === null ? [] : [`from ${formatReturn(status.solvedReturn)} on`]),
    ),
    row(
      "model",
      `${status.liveComponents} of ${status.componentCount} hills`,
      `${formatCount(status.nonzeroWeights)} nonzero weights`,
      ...(status.healthEvents === 0 ? [] : [`${status.healthEvents} health events`]),
    ),
    row(
      "speed",
      `${formatCount(Math.round(status.updatesPerSecond))} updates/s`,
      `${formatCount(status.updates)} updates`,
      `${formatCount(status.episodes)} episodes`,
    ),
  ];
}

function bar({ step, steps, secondsLeft }: TrainingStatus, columns: number, style: Style): string {
  const share = steps === 0 ? 1 : Math.min(1, step / steps);
  const left = secondsLeft === null ? "" : `, ${formatDuration(secondsLeft)} left`;
  const text = ` ${String(Math.floor(share * 100)).padStart(3)}%  ${formatCount(step)} of ${formatCount(steps)} steps${left}`;
  const width = Math.max(0, Math.min(widestBar, columns - text.length - 1));
  const filled = Math.round(share * width);
  return (
    style("cyan", "━".repeat(filled)) + style("dim", "─".repeat(width - filled)) + text.slice(0, columns - 1)
  );
}

function solved({ solvedReturn, solvedAtStep, solvedAndStable }: TrainingStatus): string {
  if (solvedReturn === null) return "no threshold is known";
  if (solvedAtStep === null) return "not yet";
  return `at ${formatCount(solvedAtStep)}${solvedAndStable ? ", stable" : ""}`;
}
