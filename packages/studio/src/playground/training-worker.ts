import type { Report, Request } from "./messages.ts";
import { PlaygroundTraining } from "./playground-training.ts";

/** Trains in a thread of its own; the page speaks `Request`s and hears `Report`s. */

const training = new PlaygroundTraining((report) => postMessage(report, { transfer: arraysOf(report) }));

/** A message to itself comes as soon as those waiting were heard; a timer would come 4 ms late. */
const { port1: nextTurn, port2: heard } = new MessageChannel();
let timer: ReturnType<typeof setTimeout> | undefined;
let isDue = false;
/** Requests are done one after the other, though some take a moment. */
let done = Promise.resolve();

heard.onmessage = () => {
  isDue = false;
  schedule();
};

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  done = done.then(async () => {
    try {
      await training.handle(data);
    } catch (error) {
      tellProblem(error);
    }
    schedule();
  });
});

/** Trains for a turn, and sees to it that the next one comes. */
function schedule(): void {
  if (isDue) return;
  clearTimeout(timer);
  const wait = takeTurn();
  if (wait === null) return;
  if (wait > 0) timer = setTimeout(schedule, wait);
  else {
    isDue = true;
    nextTurn.postMessage(null);
  }
}

function takeTurn(): number | null {
  try {
    return training.turn();
  } catch (error) {
    tellProblem(error);
    training.halt();
    return null;
  }
}

function tellProblem(error: unknown): void {
  const problem = `That cannot be done: ${error instanceof Error ? error.message : String(error)}`;
  postMessage({ kind: "problem", problem } satisfies Report);
}

/** What is moved to the page instead of being copied. */
function arraysOf(report: Report): ArrayBuffer[] {
  if (report.kind !== "run") return [];
  const live = report.messages.flatMap((message) => (message.kind === "moment" ? [message.moment] : []));
  return [...live, ...report.history].flatMap(({ frame, visited }) => [
    frame.buffer as ArrayBuffer,
    visited.buffer as ArrayBuffer,
  ]);
}
