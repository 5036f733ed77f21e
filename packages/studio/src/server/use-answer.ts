import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { serverAnswer } from "./server-answer.ts";

/** What a path below `api/` answers, asked once a view. */
export interface Answered<Answer> {
  readonly answer: Signal<Answer | null>;
  /** A sentence, when there is no answer. */
  readonly problem: Signal<string | null>;
}

/** Asks the server as the view appears, and anew when the path changes. */
export function useAnswer<Answer>(path: string): Answered<Answer> {
  const answer = useSignal<Answer | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    serverAnswer(path, leaving.signal)
      .then((response) => response.json())
      .then(
        (content: Answer) => {
          answer.value = content;
        },
        (error: Error) => {
          if (!leaving.signal.aborted) problem.value = error.message;
        },
      );
    return () => leaving.abort();
  }, [path]);
  return { answer, problem };
}
