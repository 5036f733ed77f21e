import { formatCount, formatDuration, formatReturn, type RunResult } from "@drumlin/run";

/** A few lines on how a training ended. */
export function runSummary(result: RunResult, stable: boolean, goal: number): string {
  const { evaluation, components, weights, health } = result;
  const solved =
    result.solvedAtStep === null
      ? "not solved"
      : `solved at step ${formatCount(result.solvedAtStep)}${stable ? " and stable" : ""}`;
  const steps =
    result.steps < goal ? `${formatCount(result.steps)} of ${formatCount(goal)}` : formatCount(result.steps);
  const time = result.seconds < 60 ? `${result.seconds.toFixed(1)} s` : formatDuration(result.seconds);
  return [
    `${result.run}: ${solved}; ${steps} steps in ${time} (${formatCount(result.updatesPerSecond)} updates/s)`,
    `${evaluation.episodes} greedy episodes: mean return ${formatReturn(evaluation.meanReturn)}, standard deviation ${formatReturn(evaluation.standardDeviation)}, lowest ${formatReturn(evaluation.minimumReturn)}`,
    `${components.live} of ${components.total} hills live, ${weights.nonzero} of ${weights.total} weights nonzero, ${formatCount(result.parameters)} parameters`,
    ...healthLines(health),
  ].join("\n");
}

/** One line a failure signature: how often, and when first. */
function healthLines(health: RunResult["health"]): string[] {
  const signatures = [...new Set(health.map(({ signature }) => signature))];
  return signatures.map((signature) => {
    const events = health.filter((event) => event.signature === signature);
    const [first] = events;
    const times = events.length === 1 ? "" : `, ${events.length} times in all`;
    return `health: ${signature} at step ${formatCount(first!.step)} (${first!.detail})${times}`;
  });
}
