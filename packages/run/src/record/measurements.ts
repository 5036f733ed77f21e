import type { Measurements, TrainingEvent } from "drumlin";

/** What an event measures, by the metrics' names. */
export function measurements(event: TrainingEvent): Measurements {
  if (event.kind === "episode")
    return { "charts/episodic_return": event.episodicReturn, "charts/episodic_length": event.length };
  if (event.kind === "evaluation")
    return {
      "charts/evaluation_return": event.meanReturn,
      "charts/evaluation_deviation": event.standardDeviation,
      "charts/evaluation_minimum": event.minimumReturn,
    };
  return {};
}
