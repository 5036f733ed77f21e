export type { EvaluationPoint, TrialRecord } from "@drumlin/run";
export { formatCount, formatReturn, formatSignificant } from "@drumlin/run";
export type { OptionValue } from "drumlin";
export { interquartileMean } from "../analysis/interquartile-mean.ts";
export { kaplanMeier } from "../analysis/kaplan-meier.ts";
export { mean } from "../analysis/mean.ts";
export { median } from "../analysis/median.ts";
export { medianTime } from "../analysis/median-time.ts";
export { modelSize } from "../analysis/model-size.ts";
export { comparePairs } from "../analysis/paired-comparison.ts";
export { performanceProfile } from "../analysis/performance-profile.ts";
export { probabilityOfImprovement } from "../analysis/probability-of-improvement.ts";
export { quantile } from "../analysis/quantile.ts";
export { sampleEfficiency } from "../analysis/sample-efficiency.ts";
export { type Estimate, stratifiedBootstrap } from "../analysis/stratified-bootstrap.ts";
export {
  byEnvironment,
  doneGroups,
  relabelled,
  solvedReturn,
  type TrialGroup,
  trialGroups,
} from "../analysis/trial-groups.ts";
export { distinct, finalScores, scoreCurves, scorePairs, stepsToSolve } from "../analysis/trial-strata.ts";
export { wilsonInterval } from "../analysis/wilson-interval.ts";
export { heatMap } from "../figures/heat-map.ts";
export { intervalPlot } from "../figures/interval-plot.ts";
export { learningCurves } from "../figures/learning-curves.ts";
export { performanceProfiles } from "../figures/performance-profiles.ts";
export { returnBySize } from "../figures/return-by-size.ts";
export { survivalCurves } from "../figures/survival-curves.ts";
export { finalReturn } from "../study/final-return.ts";
export { agentPairs } from "./agent-pairs.ts";
export {
  type AgentComparison,
  compareAgents,
  jointVerdict,
  judgeEstimate,
  tolerance,
} from "./compare-agents.ts";
export type {
  Claim,
  Experiment,
  ExperimentStudy,
  Findings,
  FindingsFigure,
  FindingsTable,
  StudyTrials,
  Verdict,
} from "./experiment.ts";
export { figure, fileName } from "./figure.ts";
export { learningCurveRows, metricCurveRows, returnBySizeRows, survivalRows } from "./figure-rows.ts";
export { heatMapFigure } from "./heat-map-figure.ts";
export { intervalRows } from "./interval-rows.ts";
export {
  type Comparison,
  differenceClaim,
  fewestSeeds,
  judgeDifferences,
  meanDifference,
  renamed,
} from "./judge-differences.ts";
export { judgeEverySeed } from "./judge-every-seed.ts";
export { judgeLikeness } from "./judge-likeness.ts";
export { optionPairs } from "./option-pairs.ts";
export { byOption, optionValues, trialsWith } from "./option-values.ts";
export { summaryTable, summaryTables } from "./summary-table.ts";
export {
  finalEstimate,
  hold,
  lastMetric,
  returnOf,
  signaturesSeen,
  stepsUntilSolved,
} from "./trial-measures.ts";
export { writtenEstimate, writtenInterval } from "./written-estimate.ts";
