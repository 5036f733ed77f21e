/** What the studio's page is written against: nothing of it needs Node. */
export { optionFlag } from "../commands/option-flag.ts";
export { evaluationEnvironment, learnableEnvironment } from "../models/learnable-environment.ts";
export {
  type FormulaLine,
  formulaLines,
  mostHillsInFormula,
  policyFormula,
} from "../policy-card/formula-text.ts";
export { type CardHill, type PolicyCard, policyCard } from "../policy-card/policy-card.ts";
export { type PolicyRule, policyRule } from "../policy-card/policy-rule.ts";
export { ruleLines, ruleParts } from "../policy-card/rule-text.ts";
export { jsonPolicy } from "../policy-export/json-policy.ts";
export type {
  HealthRecord,
  RunConfiguration,
  RunProgress,
  RunResult,
  ThinnedMetric,
} from "../store/run.ts";
export type { StudySummary } from "../store/study-store.ts";
export {
  formatCount,
  formatDuration,
  formatReturn,
  formatSigned,
  formatSignificant,
} from "../terminal/numbers.ts";
export { readNumber } from "../terminal/read-number.ts";
export { changedOptions } from "../training/changed-options.ts";
export { evaluationSeed, finalEvaluation } from "../training/evaluation-seeds.ts";
export { MetricRecorder } from "../training/metric-recorder.ts";
export { policyMoment } from "../training/policy-moment.ts";
export { runProgress } from "../training/run-progress.ts";
export { runResult } from "../training/run-result.ts";
export { sessionOptions } from "../training/session-options.ts";
export { nextSnapshotStep } from "../training/snapshot-steps.ts";
export type * from "./protocol.ts";
export { readSnapshots, writeSnapshots } from "./snapshot-records.ts";
