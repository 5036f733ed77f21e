import { useEffect, useState } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { prefersLessMotion } from "../ui/reduced-motion.ts";
import { momentIndex, type ReplaySpeed, replayIndex } from "./replay.ts";

/** A page that was hidden, or slow, does not skip what it did not show. */
const longestFrameSeconds = 0.1;
/** Between two pictures for those who asked for less motion. */
const calmSeconds = 0.5;

/** A replay, and how to begin and end it: it moves the step shown through the history, then what is live is shown again. */
export function useReplayPlayer(run: RunModel) {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<ReplaySpeed>(1);

  useEffect(() => {
    if (!isPlaying) return;
    const { moments } = run.history;
    const begun = run.shownStep.peek();
    const steps = moments.map(({ step }) => step);
    const from = begun === null || begun >= steps.at(-1)! ? 0 : momentIndex(steps, begun);
    const isCalm = prefersLessMotion();
    let [seconds, shownAt, drawnAt, request] = [0, Number.NEGATIVE_INFINITY, performance.now(), 0];
    const draw = (now: number) => {
      seconds += Math.min(longestFrameSeconds, (now - drawnAt) / 1000);
      drawnAt = now;
      const index = replayIndex(from, moments.length, seconds, speed);
      if (index === null) {
        run.shownStep.value = null;
        setPlaying(false);
        return;
      }
      if (!isCalm || seconds - shownAt >= calmSeconds) {
        shownAt = seconds;
        run.shownStep.value = moments[index]!.step;
      }
      request = requestAnimationFrame(draw);
    };
    request = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(request);
  }, [run, isPlaying, speed]);

  return { isPlaying, speed, play: () => setPlaying(true), pause: () => setPlaying(false), setSpeed };
}
