import type { PolicyMoment } from "@drumlin/run";
import { effect } from "@preact/signals";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import type { RuleAnswer, RuleQuestion } from "./rule-worker.ts";

/** How far the search for the rule of one moment has come. */
export interface RuleSearch {
  readonly moment: PolicyMoment;
  /** Null while it is searched for. */
  readonly answer: RuleAnswer | null;
}

/** A policy that did not change for so long is worth forty episodes. */
const stillMilliseconds = 1000;

/** The latest search for the rule of the policy shown, begun whenever that has been still for a while; and how to begin one now. */
export function useRuleSearch(run: RunModel): readonly [RuleSearch | null, () => void] {
  const [search, setSearch] = useState<RuleSearch | null>(null);
  const worker = useRef<Worker | null>(null);

  const begin = useCallback(() => {
    const [moment, spec] = [run.shown.peek(), run.spec.peek()];
    if (moment === null || spec === null) return;
    // A search that goes on is for a policy that is no longer shown.
    worker.current?.terminate();
    const searching = new Worker(new URL("./rule-worker.ts", import.meta.url), { type: "module" });
    worker.current = searching;
    const end = (answer: RuleAnswer) => {
      searching.terminate();
      setSearch({ moment, answer });
    };
    searching.onmessage = ({ data }: MessageEvent<RuleAnswer>) => end(data);
    searching.onerror = () => end({ problem: "The search for the rule could not be started." });
    setSearch({ moment, answer: null });
    searching.postMessage({ frame: moment.frame, environment: spec.id } satisfies RuleQuestion);
  }, [run]);

  useEffect(() => {
    setSearch(null);
    let searchedStep = -1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const step = run.shown.value?.step ?? -1;
      clearTimeout(timer);
      if (step === searchedStep) return;
      timer = setTimeout(() => {
        if (document.hidden) return;
        searchedStep = step;
        begin();
      }, stillMilliseconds);
    });
    return () => {
      stop();
      clearTimeout(timer);
      worker.current?.terminate();
    };
  }, [run, begin]);

  return [search, begin];
}
