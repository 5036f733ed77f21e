export { type AgentAdjustments, adjustableOptions } from "./agents/adjustable-options.ts";
export type { Agent, AgentSnapshot, LearningAgent } from "./agents/agent.ts";
export { checkTransition } from "./agents/check-transition.ts";
export type { HealthEvent, Signature } from "./agents/health.ts";
export { resolveAgentOptions } from "./agents/resolve-agent-options.ts";
export { SgmmQAgent } from "./agents/sgmm-q-agent.ts";
export type { Backend, Learner, LearnerOptions } from "./backends/backend.ts";
export { referenceBackend } from "./backends/reference-backend.ts";
export { isCheckpoint } from "./checkpoint.ts";
export { agentSizes } from "./environments/agent-sizes.ts";
export { checkEnvironment, type EnvironmentReport } from "./environments/check-environment.ts";
export { Acrobot } from "./environments/classic-control/acrobot.ts";
export { CartPole } from "./environments/classic-control/cart-pole.ts";
export { MountainCar } from "./environments/classic-control/mountain-car.ts";
export { MountainCarContinuous } from "./environments/classic-control/mountain-car-continuous.ts";
export { Pendulum } from "./environments/classic-control/pendulum.ts";
export type {
  Environment,
  Info,
  LearnableEnvironment,
  Observation,
  ResetOptions,
  ResetResult,
  Space,
  StepResult,
} from "./environments/environment.ts";
export type { OptimalValues } from "./environments/optimal-values.ts";
export type { Probe } from "./environments/probes/probe.ts";
export { createProbes } from "./environments/probes/probes.ts";
export type { EnvironmentRegistration } from "./environments/registration.ts";
export {
  type MakeOptions,
  make,
  optimalValues,
  register,
  registeredEnvironments,
} from "./environments/registry.ts";
export { type Outcome, SeededEnvironment } from "./environments/seeded-environment.ts";
export { Box } from "./environments/spaces/box.ts";
export { Discrete } from "./environments/spaces/discrete.ts";
export type { EnvironmentSpec, ObservationName } from "./environments/spec.ts";
export { CliffWalking } from "./environments/toy-text/cliff-walking.ts";
export { FrozenLake } from "./environments/toy-text/frozen-lake.ts";
export { generateRandomMap } from "./environments/toy-text/frozen-lake-map.ts";
export { DiscretizeActions } from "./environments/wrappers/discretize-actions.ts";
export { learnable } from "./environments/wrappers/learnable.ts";
export { oneHotObservation } from "./environments/wrappers/one-hot-observation.ts";
export { scaleObservation } from "./environments/wrappers/scale-observation.ts";
export { TimeLimit } from "./environments/wrappers/time-limit.ts";
export { TransformObservation } from "./environments/wrappers/transform-observation.ts";
export { unwrap, Wrapper } from "./environments/wrappers/wrapper.ts";
export { type DiscreteEnvironment, type Evaluation, evaluate, longestGreedyEpisode } from "./evaluate.ts";
export {
  type Measurements,
  type Metric,
  type MetricGroup,
  type MetricName,
  metricOf,
  metrics,
} from "./metrics/metrics.ts";
export {
  type AgentOptions,
  agentOptions,
  agentPresets,
  agentSettings,
  type PresetName,
  presetNames,
  presetValues,
  type ResolvedAgentOptions,
} from "./options/agent-options.ts";
export {
  checkOption,
  checkRecord,
  describeField,
  fits,
  optionComplaint,
  shown,
} from "./options/check-option.ts";
export { didYouMean, nearestNames, nearestOrAll } from "./options/nearest-name.ts";
export type {
  BooleanField,
  ChoiceField,
  ListField,
  NumberField,
  OptionField,
  OptionTable,
} from "./options/option-field.ts";
export * as option from "./options/option-field.ts";
export { findOption, longFlag, optionFlag } from "./options/option-name.ts";
export { optionText, parseOption } from "./options/option-text.ts";
export type { OptionValue, OptionValues } from "./options/option-values.ts";
export { resolveOptions } from "./options/resolve-options.ts";
export { checkMask } from "./policies/action-mask.ts";
export { checkObservation } from "./policies/check-observation.ts";
export { type DecisionRule, decisionRule, ruleAction } from "./policies/decision-rule.ts";
export { uniformAction } from "./policies/epsilon-greedy.ts";
export { GaussianPolicy } from "./policies/gaussian-policy.ts";
export { greedyAction } from "./policies/greedy.ts";
export type { Explanation, Familiarity, Hill, Vote } from "./policies/hill.ts";
export {
  type ObservationDistribution,
  observationDistribution,
} from "./policies/observation-distribution.ts";
export { type PlaneGrid, type PlaneSetting, planeValues } from "./policies/plane-values.ts";
export type { Policy } from "./policies/policy.ts";
export type { HillDocument, ObservationRange, PolicyDocument } from "./policies/policy-document.ts";
export { type FrameWeights, frameWeights, hillCenterInFrame } from "./policies/policy-frame.ts";
export { marginalHills, type PlaneDimensions, type PlaneHill, slicedHills } from "./policies/policy-plane.ts";
export { logGaussian, type Quadratic } from "./policies/quadratic.ts";
export { thresholded } from "./policies/thresholded.ts";
export { weightSpread } from "./policies/weight-spread.ts";
export type { NumpyGenerator } from "./random/numpy-generator.ts";
export type { Seed } from "./random/seed-sequence.ts";
export { Xoshiro128 } from "./random/xoshiro128.ts";
export type { ActionMask, Transition } from "./replay/transition.ts";
export {
  type EvaluationPlan,
  type TrainingEvent,
  TrainingSession,
  type TrainingSessionOptions,
  type TrainingState,
  type TrainOptions,
  type TrainResult,
  train,
} from "./train.ts";
