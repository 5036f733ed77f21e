import { formatCount, formatReturn } from "@drumlin/run";
import type { Deviation, PlaygroundModel } from "./playground-model.ts";

const deviationWords: Readonly<Record<Deviation, string>> = {
  driven: "you took over",
  adjusted: "options were changed while it learned",
  loaded: "it goes on with a loaded model, its episodes begin anew",
};

/** In a sentence or two: what there is to do, what happens, how it went. */
export function RunStatus({ model }: { readonly model: PlaygroundModel }) {
  const problem = model.problem.value;
  const deviations = [...model.deviations.value].map((deviation) => deviationWords[deviation]);
  return (
    <div class="playground-status">
      <p role="status">{statusOf(model)}</p>
      {problem !== null && (
        <p class="notice notice-bad" role="alert">
          {problem}
        </p>
      )}
      {model.linkProblems.value.length > 0 && (
        <div class="notice notice-bad" role="alert">
          <p>The link does not say it all; what it does not is as usual:</p>
          <ul>
            {model.linkProblems.value.map((sentence) => (
              <li key={sentence}>{sentence}.</li>
            ))}
          </ul>
        </div>
      )}
      {deviations.length > 0 && (
        <p class="muted small">No longer the run that its seed alone gives: {deviations.join("; ")}.</p>
      )}
    </div>
  );
}

function statusOf(model: PlaygroundModel): string {
  const run = model.run.value;
  const activity = model.activity.value;
  if (activity === "idle") {
    const { environment, agent } = model.reading.value.configuration;
    const hills = agent.componentCount ?? run.configuration.value?.agent.componentCount ?? 100;
    if (!model.isValid) return "Something is not as it must be: see below.";
    return `Press Start: ${formatCount(hills)} hills learn ${environment} in this tab. Nothing leaves your computer.`;
  }
  const solved = solvedWords(model);
  if (activity === "done") {
    const evaluation = run.result.value?.evaluation;
    const greedy = evaluation
      ? ` In ${evaluation.episodes} last greedy episodes it earned ${formatReturn(evaluation.meanReturn)} on average.`
      : "";
    return `${solved ?? "Done; not solved."}${greedy}`;
  }
  if (solved !== null) return solved;
  return activity === "paused" ? "Paused." : "Learning…";
}

function solvedWords(model: PlaygroundModel): string | null {
  const progress = model.run.value.progress.value;
  if (progress === null || progress.solvedAtStep === null) return null;
  const after = model.solvedAfter.value;
  const seconds = after === null ? "" : ` after ${after.toFixed(2)} s`;
  return `Solved at step ${formatCount(progress.solvedAtStep)}${seconds}; ${formatCount(progress.liveComponents ?? 0)} hills.`;
}
