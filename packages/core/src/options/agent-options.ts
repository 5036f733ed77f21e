import {
  adjustable,
  boolean,
  choice,
  integer,
  list,
  nonNegative,
  number,
  positive,
  rate,
  share,
} from "./option-field.ts";
import type { OptionValues } from "./option-values.ts";
import { GREATEST_PRECISION, LEAST_PRECISION } from "./precision-range.ts";
import { resolveOptions } from "./resolve-options.ts";

const COUNT = 1_000_000;
const STEPS = 1e9;
const ANY = Number.MAX_VALUE;
/** Far beyond what has a meaning, and within what single precision can be computed with. */
const LARGEST_RATE = 1e30;
const LARGEST_PENALTY = 1e6;
/** Least and greatest of an observation's own units: `checkObservation` takes numbers up to the latter. */
const SMALLEST_UNIT = 1e-100;
const LARGEST_UNIT = 1e100;

/**
 * `default`: one configuration for every environment. `paper`: Algorithm 1 of arXiv 2509.14585, whose text gives the current Q as
 * target, squared loss, one-step returns, J = 3, B = 10⁴, T = 64, K of 50 or 500, ρ from 0 to 1e-2 and 300 000 steps; exploration,
 * normalisation, α, step sizes and the beginning are our reading of it (docs/deviations.md).
 */
export const presetNames = ["default", "paper"] as const;

const identity = {
  /** D: numbers in an observation */
  observationSize: integer(1, COUNT, undefined, "D: numbers in an observation"),
  /** A: actions to choose from */
  actionCount: integer(1, COUNT, undefined, "A: actions to choose from"),
  /** fixes everything that is random */
  seed: integer(0, Number.MAX_SAFE_INTEGER, 0, "fixes everything that is random"),
  /** where the options that are not given have their values from */
  preset: choice(presetNames, "default", "where the options that are not given have their values from"),
};

/** How many states there are, for an agent that sees no more of one than its number. */
const knownStates = {
  /** states, where an observation is the number of one: a hill stands at each and stays there, a table */
  stateCount: {
    ...integer(
      1,
      COUNT,
      undefined,
      "states, where an observation is the number of one: a hill stands at each and stays there, a table",
    ),
    optional: true,
  },
};

/** The options whose values a preset may set, with those of the default one. */
export const agentSettings = {
  /** K: Gaussian hills to start with */
  componentCount: { ...integer(1, COUNT, 100, "K: Gaussian hills to start with"), alias: "components" },
  /** J: Hadamard factors of each weight; more make sparsity stronger */
  factorCount: {
    ...integer(1, 16, 2, "J: Hadamard factors of each weight; more make sparsity stronger"),
    alias: "factors",
  },
  /** α (the field's γ): what a reward one step later counts */
  discountFactor: share(0.99, "α (the field's γ): what a reward one step later counts"),
  /** n: rewards summed before the value of a state is asked */
  returnSteps: integer(1, 1000, 3, "n: rewards summed before the value of a state is asked"),
  /** T: transitions learned from in an update */
  batchSize: integer(1, COUNT, 64, "T: transitions learned from in an update"),
  /** B: transitions remembered */
  bufferCapacity: integer(1, 1e8, 100_000, "B: transitions remembered"),
  /** which transitions make a minibatch */
  sampler: choice(
    ["newest-uniform", "uniform", "prioritized"],
    "newest-uniform",
    "which transitions make a minibatch",
  ),
  /** how much the TD error counts in prioritized sampling */
  priorityExponent: share(0.6, "how much the TD error counts in prioritized sampling"),
  /** how much of prioritized sampling's bias is corrected */
  importanceExponent: adjustable(share(0.4, "how much of prioritized sampling's bias is corrected")),
  /** steps before the first update */
  learningStarts: integer(1, COUNT, 64, "steps before the first update"),
  /** updates after each step */
  updatesPerStep: adjustable(integer(1, 1000, 1, "updates after each step")),
  /** where the value of the next state comes from */
  target: choice(["current", "hard", "soft"], "soft", "where the value of the next state comes from"),
  /** updates between copies of a hard target */
  targetInterval: adjustable(integer(1, COUNT, 500, "updates between copies of a hard target")),
  /** share of the way a soft target goes in an update */
  targetRate: adjustable(rate(0.01, "share of the way a soft target goes in an update")),
  /** the learning Q chooses the next action, the target values it */
  doubleQ: boolean(true, "the learning Q chooses the next action, the target values it"),
  /** how TD errors are penalised */
  loss: choice(["squared", "huber", "adaptive-huber"], "adaptive-huber", "how TD errors are penalised"),
  /** TD error beyond which the loss is linear; in mean |TD error|s if adaptive */
  huberThreshold: adjustable(
    positive(3, "TD error beyond which the loss is linear; in mean |TD error|s if adaptive", LARGEST_RATE),
  ),
  /** Riemannian Adam, its AMSGrad variant, or gradient descent */
  optimizer: choice(
    ["adam", "amsgrad", "sgd"],
    "adam",
    "Riemannian Adam, its AMSGrad variant, or gradient descent",
  ),
  /** geometry of the covariances */
  metric: choice(
    [
      "affine-invariant",
      "affine-invariant-textbook",
      "euclidean",
      "log-euclidean",
      "log-cholesky",
      "bures-wasserstein",
    ],
    "affine-invariant",
    "geometry of the covariances",
  ),
  /** form of the covariances; diagonal costs D a hill where full costs D² */
  covariance: choice(
    ["full", "diagonal"],
    "full",
    "form of the covariances; diagonal costs D a hill where full costs D²",
  ),
  /** step size of the means */
  meanLearningRate: adjustable(nonNegative(1e-3, "step size of the means", LARGEST_RATE)),
  /** step size of the covariances */
  covarianceLearningRate: adjustable(nonNegative(1e-3, "step size of the covariances", LARGEST_RATE)),
  /** a hill that a minibatch reaches by this share of the best-reached one moves half as far, one by less rests; 0: none does */
  restingReach: nonNegative(
    1e-5,
    "a hill that a minibatch reaches by this share of the best-reached one moves half as far, one by less rests; 0: none does",
    1,
  ),
  /** step size of the Hadamard factors */
  weightLearningRate: adjustable(nonNegative(3e-3, "step size of the Hadamard factors", LARGEST_RATE)),
  /** share of the step sizes left after learningRateSteps */
  learningRateFinal: adjustable(share(1, "share of the step sizes left after learningRateSteps")),
  /** steps over which step sizes fall to that share; train, studies and the playground take the run's own length */
  learningRateSteps: adjustable(
    integer(
      1,
      STEPS,
      100_000,
      "steps over which step sizes fall to that share; train, studies and the playground take the run's own length",
    ),
  ),
  /** rate of the averaged policy, which is evaluated; 1: no averaging */
  averagingRate: rate(1e-3, "rate of the averaged policy, which is evaluated; 1: no averaging"),
  /** what ρ penalises: the factors' squares, or the weights' sizes, in the gradient or by a soft threshold (factorCount 1) */
  penalty: choice(
    ["factors", "l1-subgradient", "l1-proximal"],
    "factors",
    "what ρ penalises: the factors' squares, or the weights' sizes, in the gradient or by a soft threshold (factorCount 1)",
  ),
  /** ρ: penalty on the factors; empties weights, and with them hills */
  sparsity: adjustable(
    nonNegative(0, "ρ: penalty on the factors; empties weights, and with them hills", LARGEST_PENALTY),
  ),
  /** ρ at the first step, in multiples of sparsity */
  sparsityStart: adjustable(nonNegative(1, "ρ at the first step, in multiples of sparsity", LARGEST_PENALTY)),
  /** steps over which ρ moves from there to sparsity */
  sparsitySteps: adjustable(integer(1, STEPS, 20_000, "steps over which ρ moves from there to sparsity")),
  /** with ρ > 0, a weight whose factors are all smaller becomes 0 */
  pruneThreshold: adjustable(
    nonNegative(0.01, "with ρ > 0, a weight whose factors are all smaller becomes 0", LARGEST_RATE),
  ),
  /** hills kept at pruningStep, those that say most in decisions; 0: all */
  prunedComponents: integer(
    0,
    COUNT,
    0,
    "hills kept at pruningStep, those that say most in decisions; 0: all",
  ),
  /** step at which hills beyond prunedComponents are dropped */
  pruningStep: integer(1, STEPS, 5_000, "step at which hills beyond prunedComponents are dropped"),
  /** how the factors start */
  initialization: choice(["near-zero", "unit-sign"], "near-zero", "how the factors start"),
  /** initial covariance, times D, in normalised coordinates */
  initialVariance: number(
    1 / GREATEST_PRECISION,
    1 / LEAST_PRECISION,
    0.03,
    "initial covariance, times D, in normalised coordinates",
  ),
  /** lower bound of the eigenvalues of C⁻¹, normalised */
  precisionMinimum: adjustable(
    nonNegative(0.1, "lower bound of the eigenvalues of C⁻¹, normalised", GREATEST_PRECISION),
  ),
  /** upper bound of the eigenvalues of C⁻¹, normalised */
  precisionMaximum: adjustable(
    number(LEAST_PRECISION, ANY, 1000, "upper bound of the eigenvalues of C⁻¹, normalised"),
  ),
  /** how actions are explored */
  exploration: adjustable(
    choice(["epsilon-greedy", "softmax"], "epsilon-greedy", "how actions are explored"),
  ),
  /** ε at the first step */
  explorationStart: adjustable(share(1, "ε at the first step")),
  /** ε after explorationSteps */
  explorationEnd: adjustable(share(0.02, "ε after explorationSteps")),
  /** steps over which ε falls */
  explorationSteps: adjustable(integer(1, STEPS, 5_000, "steps over which ε falls")),
  /** softmax exploration: Q differences (normalised) that count as one e-fold */
  temperature: adjustable(
    number(
      1 / LARGEST_PENALTY,
      LARGEST_PENALTY,
      1,
      "softmax exploration: Q differences (normalised) that count as one e-fold",
    ),
  ),
  /** learn the observations' centre and scale */
  observationNormalization: choice(["online", "none"], "online", "learn the observations' centre and scale"),
  /** learned scales: three deviations are 1, and beyond ± this an observation counts as if it stood there */
  observationLimit: positive(
    1.25,
    "learned scales: three deviations are 1, and beyond ± this an observation counts as if it stood there",
  ),
  /** learn the rewards' scale, and what the unknown is worth */
  rewardNormalization: choice(
    ["online", "none"],
    "online",
    "learn the rewards' scale, and what the unknown is worth",
  ),
};

/** Known centre and scale of the observations: who gives one has the other, too, and nothing of it is learned. */
const knownScale = {
  /** known centre of each observation, instead of a learned one */
  observationCenter: {
    ...list(
      number(-LARGEST_UNIT, LARGEST_UNIT),
      undefined,
      "known centre of each observation, instead of a learned one",
    ),
    length: "observationSize",
    optional: true,
  },
  /** known scale of each observation, instead of a learned one */
  observationScale: {
    ...list(
      number(SMALLEST_UNIT, LARGEST_UNIT),
      undefined,
      "known scale of each observation, instead of a learned one",
    ),
    length: "observationSize",
    optional: true,
  },
};

/** Every option of an agent, in the order in which a saved one names them. */
export const agentOptions = { ...identity, ...knownStates, ...agentSettings, ...knownScale };

/** Every option an agent has, resolved: what `createAgent` was given, and the preset's value for the rest. */
export type ResolvedAgentOptions = OptionValues<typeof identity & typeof agentSettings> &
  Partial<OptionValues<typeof knownScale & typeof knownStates>>;

/** What `createAgent` takes: the two sizes, and any option whose value should not be the preset's. */
export type AgentOptions = Pick<ResolvedAgentOptions, "observationSize" | "actionCount"> &
  Partial<Omit<ResolvedAgentOptions, "observationSize" | "actionCount">>;

export type PresetName = ResolvedAgentOptions["preset"];

/** What each preset has otherwise than the table. */
export const agentPresets: Readonly<Record<PresetName, Partial<OptionValues<typeof agentSettings>>>> = {
  default: {},
  paper: {
    componentCount: 50,
    factorCount: 3,
    returnSteps: 1,
    bufferCapacity: 10_000,
    target: "current",
    doubleQ: false,
    loss: "squared",
    huberThreshold: 1,
    meanLearningRate: 3e-4,
    covarianceLearningRate: 3e-4,
    weightLearningRate: 7e-5,
    learningRateFinal: 0.01,
    learningRateSteps: 300_000,
    averagingRate: 1,
    pruningStep: 10_000,
    initialization: "unit-sign",
    precisionMinimum: 0,
    precisionMaximum: ANY,
    explorationSteps: 10_000,
    restingReach: 0,
    observationLimit: ANY,
    rewardNormalization: "none",
  },
};

/**
 * A table of states. C = 1/16: at the next state a hill is e⁻¹⁶ high. One step and a discount near 1, since values that do not mix
 * can bear both: returns over several steps hold what exploration did, and shorter sight prefers other ways than evaluation.
 */
const tableValues: Partial<OptionValues<typeof agentSettings>> = {
  discountFactor: 0.999,
  returnSteps: 1,
  meanLearningRate: 0,
  covarianceLearningRate: 0,
  initialVariance: 1 / 16,
  observationNormalization: "none",
  explorationSteps: 20_000,
};

/** The value of each setting in a preset; of an agent that knows states, in that preset as a table of them. */
export function presetValues(preset: PresetName, stateCount?: number): OptionValues<typeof agentSettings> {
  return resolveOptions("a preset", agentSettings, presetChanges(preset, stateCount));
}

/** What a preset has otherwise than the table of options, and a table of states otherwise than the preset. */
export function presetChanges(
  preset: PresetName,
  stateCount: number | undefined,
): Partial<OptionValues<typeof agentSettings>> {
  if (stateCount === undefined) return agentPresets[preset];
  return { ...agentPresets[preset], ...tableValues, componentCount: stateCount };
}
