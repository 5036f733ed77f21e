import { Xoshiro128 } from "drumlin";
import { interquartileMean } from "../analysis/interquartile-mean.ts";
import { kaplanMeier } from "../analysis/kaplan-meier.ts";
import { optimalityGap } from "../analysis/optimality-gap.ts";
import { performanceProfile } from "../analysis/performance-profile.ts";
import { sampleEfficiency } from "../analysis/sample-efficiency.ts";
import { stratifiedBootstrap } from "../analysis/stratified-bootstrap.ts";
import { distinct, finalScores, scoreCurves, stepsToSolve } from "../analysis/trial-strata.ts";
import { exampleReferences, exampleTrials } from "./example-trials.case.ts";
import type { FigureSpec } from "./figure-style.ts";
import { heatMap } from "./heat-map.ts";
import { intervalPlot } from "./interval-plot.ts";
import { learningCurves } from "./learning-curves.ts";
import { paperLearningCurves, paperReturnByShare } from "./paper-figures.ts";
import { performanceProfiles } from "./performance-profiles.ts";
import { returnBySize } from "./return-by-size.ts";
import { survivalCurves } from "./survival-curves.ts";

const trials = exampleTrials();
const environments = distinct(trials, "environment");
const agents = distinct(trials, "agent").map((agent) => ({
  agent,
  ofAgent: trials.filter((trial) => trial.agent === agent),
}));
const panels = agents.flatMap(({ agent, ofAgent }) =>
  environments.map((environment) => ({
    agent,
    environment,
    inEnvironment: ofAgent.filter((trial) => trial.environment === environment),
  })),
);
const options = { random: Xoshiro128.fromSeed(1, 0), resamples: 300 };
const thresholds: Readonly<Record<string, { high: number }>> = exampleReferences;

const curveRows = panels.flatMap(({ agent, environment, inEnvironment }) =>
  sampleEfficiency(scoreCurves(inEnvironment, [environment]), options).map((point) => ({
    environment,
    agent,
    ...point,
    threshold: thresholds[environment]!.high,
  })),
);

const survivalRows = panels.flatMap(({ agent, environment, inEnvironment }) =>
  kaplanMeier(stepsToSolve(inEnvironment)).map(({ time, ...point }) => ({
    environment,
    agent,
    step: time,
    ...point,
  })),
);

const intervalRows = agents.flatMap(({ agent, ofAgent }) => {
  const [iqm, gap] = stratifiedBootstrap(
    finalScores(ofAgent, environments, exampleReferences),
    (strata) => [interquartileMean(strata), optimalityGap(strata)],
    options,
  );
  return [
    { agent, measure: "IQM of normalised score", ...iqm! },
    { agent, measure: "optimality gap", ...gap! },
  ];
});

const profileRows = agents.flatMap(({ agent, ofAgent }) =>
  performanceProfile(
    finalScores(ofAgent, environments, exampleReferences),
    Array.from({ length: 41 }, (_, index) => 0.5 + index * 0.015),
    options,
  ).map((point) => ({ agent, ...point })),
);

const sizeRows = environments.flatMap((environment, panel) =>
  [
    { agent: "Drumlin", total: 700, knee: 20 },
    { agent: "sparse DQN", total: 17_000, knee: 900 },
  ].flatMap(({ agent, total, knee }) =>
    [1, 0.3, 0.1, 0.03, 0.01].map((share) => {
      const nonzero = Math.round(total * share);
      const value = (panel === 0 ? [20, 500] : [-500, -80]).reduce(
        (low, high) => low + ((high - low) * nonzero) / (nonzero + knee),
      );
      return {
        environment,
        agent,
        nonzero,
        total,
        value,
        low: value - 3e4 / (nonzero + 600),
        high: value + 5,
      };
    }),
  ),
);

const heatRows = [1, 2, 3, 4].flatMap((rank) =>
  [0, 1e-4, 1e-3, 1e-2, 1e-1].map((sparsity, index) => ({
    x: sparsity,
    y: rank,
    value: rank === 4 && index === 4 ? null : 500 - 30 * index ** 1.8 * (1 + rank / 4) + 12 * rank,
  })),
);

const inAcrobot = <Row extends { environment: string }>(rows: readonly Row[]) =>
  rows.filter(({ environment }) => environment === "Acrobot-v1");
const paperCurveRows = inAcrobot(curveRows);
const paperSizeRows = inAcrobot(sizeRows);

/** One example of every kind of figure, with its rows. */
export const exampleFigures: readonly { name: string; rows: readonly object[]; spec: FigureSpec }[] = [
  { name: "learning-curves", rows: curveRows, spec: learningCurves(curveRows) },
  { name: "return-by-size", rows: sizeRows, spec: returnBySize(sizeRows) },
  { name: "return-by-share", rows: sizeRows, spec: returnBySize(sizeRows, { relative: true }) },
  { name: "paper-learning-curves", rows: paperCurveRows, spec: paperLearningCurves(paperCurveRows) },
  { name: "paper-return-by-share", rows: paperSizeRows, spec: paperReturnByShare(paperSizeRows) },
  { name: "interval-plot", rows: intervalRows, spec: intervalPlot(intervalRows) },
  {
    name: "heat-map",
    rows: heatRows,
    spec: heatMap(heatRows, { x: "sparsity ρ", y: "rank J", value: "return" }),
  },
  { name: "survival-curves", rows: survivalRows, spec: survivalCurves(survivalRows) },
  { name: "performance-profiles", rows: profileRows, spec: performanceProfiles(profileRows) },
];
