export { learnableEnvironment } from "./environments/learnable-environment.ts";
export * from "./messages/protocol.ts";
export { readSnapshots, writeSnapshots } from "./messages/snapshot-records.ts";
export { wrapTerms } from "./policy-card/formula-terms.ts";
export {
  type FormulaLine,
  formulaLines,
  mostHillsInFormula,
  policyFormula,
} from "./policy-card/formula-text.ts";
export { type CardHill, type PolicyCard, policyCard } from "./policy-card/policy-card.ts";
export { policyCardText } from "./policy-card/policy-card-text.ts";
export { type PolicyRule, policyRule } from "./policy-card/policy-rule.ts";
export { ruleLines, ruleParts } from "./policy-card/rule-text.ts";
export { unseenInWords } from "./policy-card/unseen-words.ts";
export { jsonPolicy } from "./policy-export/json-policy.ts";
export { policyFormats } from "./policy-export/policy-formats.ts";
export { changedOptions } from "./record/changed-options.ts";
export { evaluationSeed, finalEvaluation } from "./record/evaluation-seeds.ts";
export { bytesOf, type PolicyMoment, policyMoment, policySnapshot } from "./record/policy-moment.ts";
export type * from "./record/run.ts";
export { type RecordedAgent, RunRecord } from "./record/run-record.ts";
export { runResult } from "./record/run-result.ts";
export { scheduledOver } from "./record/scheduled-over.ts";
export { sessionOptions } from "./record/session-options.ts";
export { type Speed, Speedometer } from "./record/speedometer.ts";
export type * from "./record/study.ts";
export type * from "./record/trial-record.ts";
export {
  formatCount,
  formatDuration,
  formatReturn,
  formatSigned,
  formatSignificant,
} from "./words/numbers.ts";
export { oneLine } from "./words/one-line.ts";
export { type Column, formatTable } from "./words/table.ts";
export { UsageError } from "./words/usage-error.ts";
export { visibleText } from "./words/visible-text.ts";
