import { readFileSync } from "node:fs";
import type { TrialRecord } from "@drumlin/lab/experiment";

/** A line of stable-baselines3.jsonl: what `bench/peers/sb3_learning.py` tells of a run. */
interface PeerRun {
  readonly agent: string;
  readonly environment: string;
  readonly seed: number;
  readonly steps: number;
  readonly solvedAtStep: number | null;
  readonly finalReturn: number;
  readonly parameters: { readonly total: number; readonly nonzero: number };
  readonly curve: readonly { readonly step: number; readonly meanReturn: number }[];
  readonly seconds: number;
  readonly date: string;
  readonly versions: Readonly<Record<string, string>>;
}

const runs = readFileSync(new URL("stable-baselines3.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as PeerRun);

/** stable-baselines3's own runs as trials of a study. */
export const peerTrials: readonly TrialRecord[] = runs.map((run) => ({
  agent: run.agent,
  environment: run.environment,
  options: {},
  seed: run.seed,
  status: "done",
  curve: run.curve.map((point) => ({ ...point, metrics: {} })),
  solvedAtStep: run.solvedAtStep,
  steps: run.steps,
  finalReturn: run.finalReturn,
  parameters: run.parameters,
  seconds: run.seconds,
}));

/** With which versions they were made, and when. */
export function peerOrigin(): string {
  const versions = new Set(
    runs.flatMap((run) => Object.entries(run.versions).map(([name, version]) => `${name} ${version}`)),
  );
  const dates = runs.map(({ date }) => date).sort();
  return `${[...versions].join(", ")}; ${[...new Set([dates.at(0), dates.at(-1)])].join(" to ")}`;
}
