import { learnableEnvironment, type StudyCurve, type StudyDetail, type TrialRecord } from "@drumlin/run";
import { optionText, Xoshiro128 } from "drumlin";
import { sampleEfficiency } from "../analysis/sample-efficiency.ts";
import { doneGroups, solvedReturn, type TrialGroup } from "../analysis/trial-groups.ts";
import { scoreCurves } from "../analysis/trial-strata.ts";
import { agentKind } from "../study/agent-kinds.ts";
import { combinations, expandStudy } from "../study/expand-study.ts";
import type { Study } from "../study/study.ts";
import { studyResult } from "../study/study-result.ts";
import { everyFew } from "./every-few.ts";

/** Steps of a curve at most. */
const mostSteps = 200;

/** Resamples of a curve's intervals: a tenth of a second for each agent, and steady to the width of a line. */
const resamples = 500;

/** What is shown of a study, from what it asks for and the records there are. */
export function studyDetail(study: Study, records: ReadonlyMap<string, TrialRecord>): StudyDetail {
  const trials = expandStudy(study);
  const known = trials.flatMap(({ identity }) => records.get(identity) ?? []);
  return {
    name: study.name,
    rows: studyResult(study.name, trials, records).rows,
    curves: doneGroups(known).map(studyCurve),
    solvedReturns: Object.fromEntries(study.environments.map((id) => [id, solvedReturn(id)])),
    differences: agentDifferences(study),
  };
}

function studyCurve({ agent, environment, trials }: TrialGroup): StudyCurve {
  const thinned = trials.map((trial) => ({
    ...trial,
    curve: everyFew(trial.curve, Math.ceil(trial.curve.length / mostSteps)),
  }));
  const options = { random: Xoshiro128.fromSeed(0, 0), resamples };
  const points = sampleEfficiency(scoreCurves(thinned, [environment]), options);
  return {
    agent,
    environment,
    steps: points.map(({ step }) => step),
    values: points.map(({ value }) => value),
    lows: points.map(({ low }) => low),
    highs: points.map(({ high }) => high),
  };
}

/** The kind, and options that the study sets for any agent, where they are not the same for all; defaults filled in. */
function agentDifferences({ agents, environments, steps }: Study): StudyDetail["differences"] {
  const environment = learnableEnvironment(environments[0]!);
  const variants = agents.flatMap((agent) =>
    Array.from(combinations(agent), ({ label, options }) => {
      const resolved = agentKind(agent.kind).resolve({ environment, options, steps });
      return { label, given: options, values: { kind: agent.kind, ...resolved, ...options } };
    }),
  );
  const named = new Set(["kind", ...variants.flatMap(({ given }) => Object.keys(given))]);
  return Array.from(named, (option) => {
    const values = variants.map(({ label, values }): [string, string] => {
      const value = (values as Readonly<Record<string, unknown>>)[option];
      return [label, value === undefined ? "–" : optionText(value)];
    });
    return { option, values: Object.fromEntries(values) };
  }).filter(({ values }) => new Set(Object.values(values)).size > 1);
}
