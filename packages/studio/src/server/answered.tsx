import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { serverAnswer } from "./server-answer.ts";
import { TroubleNotice } from "./trouble-notice.tsx";

interface Properties<Answer> {
  /** Below `api/`. */
  readonly path: string;
  readonly children: (answer: Answer) => ComponentChildren;
}

/** What the server answers, asked as the view appears and anew when the path changes; or why it does not. */
export function Answered<Answer>({ path, children: show }: Properties<Answer>) {
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
  return (
    <>
      <TroubleNotice trouble={problem.value} />
      {answer.value !== null && show(answer.value)}
      {answer.value === null && problem.value === null && <p class="muted">Asking the server…</p>}
    </>
  );
}
