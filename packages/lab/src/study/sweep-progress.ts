import { formatCount, formatDuration, visibleText } from "@drumlin/run";
import { createLogUpdate } from "log-update";
import { type Output, type Style, styleFor, writeLine } from "../terminal/terminal.ts";
import type { SweepStatus } from "./sweep-status.ts";

/** Frames of the live block, in milliseconds. */
const framePause = 250;

/** No more than one line in so many milliseconds, where there is no terminal. */
const linePause = 3000;

/** So many running trials are named. */
const namedTrials = 8;

const widestBar = 40;

/** Shows a sweep while it runs. */
export interface SweepProgress {
  /** Called when a trial has ended. */
  ended(): void;
  /** A line for the user that stays. */
  note(line: string): void;
  /** The last word. */
  end(): void;
}

/** A live block on a terminal, else a line now and then. `status` is asked whenever something is shown. */
export function sweepProgress(stream: Output, status: () => SweepStatus): SweepProgress {
  return stream.isTTY === true ? liveProgress(stream, status) : quietProgress(stream, status);
}

function liveProgress(stream: Output, status: () => SweepStatus): SweepProgress {
  const draw = createLogUpdate(stream);
  const show = () => draw(sweepBlock(status(), stream.columns ?? 80, styleFor(stream)).join("\n"));
  const frames = setInterval(show, framePause);
  return {
    ended: show,
    note(line) {
      draw.clear();
      writeLine(stream, line);
    },
    end() {
      clearInterval(frames);
      show();
      draw.done();
    },
  };
}

function quietProgress(stream: Output, status: () => SweepStatus): SweepProgress {
  let lastLine = Number.NEGATIVE_INFINITY;
  let shown = "";
  const show = () => {
    const { study, running, ...now } = status();
    const line = `${study}: ${counts({ ...now, running })}`;
    if (line !== shown) writeLine(stream, line);
    shown = line;
  };
  return {
    ended() {
      const instant = performance.now();
      if (instant - lastLine < linePause) return;
      lastLine = instant;
      show();
    },
    note: (line) => writeLine(stream, line),
    end: show,
  };
}

/** The lines of the live view: a head, a bar, and the trials at work; none longer than `columns`. */
export function sweepBlock(status: SweepStatus, columns: number, style: Style): string[] {
  const { study, done, failed, total, running } = status;
  const share = total === 0 ? 1 : (done + failed) / total;
  const width = Math.max(0, Math.min(widestBar, columns - 7));
  const filled = Math.round(share * width);
  const percent = ` ${String(Math.floor(share * 100)).padStart(3)}%`;
  const rest = running.length - namedTrials;
  return [
    style("bold", visibleText(study).slice(0, columns - 1)),
    style("cyan", "━".repeat(filled)) + style("dim", "─".repeat(width - filled)) + percent,
    counts(status).slice(0, columns - 1),
    ...running.slice(0, namedTrials).map(({ name, step, steps, seconds }) => {
      const progress = `${String(Math.floor((step / steps) * 100)).padStart(3)}%  ${formatDuration(seconds)}  `;
      return style("dim", (progress + visibleText(name)).slice(0, columns - 1));
    }),
    ...(rest > 0 ? [style("dim", `and ${rest} more`.slice(0, columns - 1))] : []),
  ];
}

function counts({ done, failed, total, running, secondsLeft }: Omit<SweepStatus, "study">): string {
  return [
    `${formatCount(done)} of ${formatCount(total)} trials done`,
    failed === 0 ? "" : `${formatCount(failed)} failed`,
    running.length === 0 ? "" : `${running.length} running`,
    secondsLeft === null || done + failed === total ? "" : `${formatDuration(secondsLeft)} left`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
