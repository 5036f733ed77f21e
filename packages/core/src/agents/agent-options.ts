import { type LearnerOptions, targetNames } from "../backends/backend.ts";
import { lossNames } from "../losses/huber-threshold.ts";
import { covarianceMetrics } from "../manifolds/covariance-metrics.ts";
import { optimizerNames } from "../optimizers/optimizer.ts";
import { factorInitializations } from "../q-functions/initialization.ts";
import { type SamplerName, samplerNames } from "../replay/create-sampler.ts";

/** `default`: one configuration for every environment (docs/deviations.md). `paper`: arXiv 2509.14585 as it stands. */
export const presetNames = ["default", "paper"] as const;
export type PresetName = (typeof presetNames)[number];

export const explorationNames = ["epsilon-greedy", "softmax"] as const;
export type ExplorationName = (typeof explorationNames)[number];

export const normalizationNames = ["online", "none"] as const;
export type NormalizationName = (typeof normalizationNames)[number];

/** Every option an agent has, resolved: what `createAgent` was given, and the preset's value for the rest. */
export interface ResolvedAgentOptions extends LearnerOptions {
  readonly seed: number;
  readonly preset: PresetName;
  readonly discountFactor: number;
  readonly returnSteps: number;
  readonly sampler: SamplerName;
  readonly priorityExponent: number;
  readonly importanceExponent: number;
  readonly learningStarts: number;
  readonly updatesPerStep: number;
  readonly learningRateFinal: number;
  readonly learningRateSteps: number;
  readonly sparsity: number;
  readonly sparsityStart: number;
  readonly sparsitySteps: number;
  readonly prunedComponents: number;
  readonly pruningStep: number;
  readonly exploration: ExplorationName;
  readonly explorationStart: number;
  readonly explorationEnd: number;
  readonly explorationSteps: number;
  readonly temperature: number;
  readonly observationNormalization: NormalizationName;
  readonly rewardNormalization: NormalizationName;
  /** Known centre and scale of the observations, instead of learned ones; observationSize numbers each. */
  readonly observationCenter?: readonly number[] | undefined;
  readonly observationScale?: readonly number[] | undefined;
}

/** What `createAgent` takes: the two sizes, and any option whose value should not be the preset's. */
export type AgentOptions = Pick<ResolvedAgentOptions, "observationSize" | "actionCount"> &
  Partial<Omit<ResolvedAgentOptions, "observationSize" | "actionCount">>;

interface FieldBase<Name extends string, Value> {
  readonly name: Name;
  readonly description: string;
  readonly defaults: Readonly<Record<PresetName, Value>>;
}

/** A whole number or a finite number in [minimum, maximum]. */
export interface NumberField extends FieldBase<string, number> {
  readonly kind: "integer" | "number";
  readonly minimum: number;
  readonly maximum: number;
  /** The minimum itself is not allowed. */
  readonly above?: boolean;
}

export interface ChoiceField extends FieldBase<string, string> {
  readonly kind: "choice";
  readonly choices: readonly string[];
}

export interface BooleanField extends FieldBase<string, boolean> {
  readonly kind: "boolean";
}

/** One option: what it is, what it may be, and its value in each preset. */
export type AgentOptionField = NumberField | ChoiceField | BooleanField;

function number(
  name: string,
  range: readonly [number, number] | readonly [number, number, "above"],
  defaults: readonly [number, number],
  description: string,
): NumberField {
  const [minimum, maximum, above] = range;
  const [byDefault, paper] = defaults;
  const field = { kind: "number", name, minimum, maximum, description } as const;
  return { ...field, defaults: { default: byDefault, paper }, ...(above && { above: true }) };
}

function integer(
  name: string,
  range: readonly [number, number],
  defaults: readonly [number, number],
  description: string,
): NumberField {
  return { ...number(name, range, defaults, description), kind: "integer" };
}

function choice(
  name: string,
  choices: readonly string[],
  defaults: readonly [string, string],
  description: string,
): ChoiceField {
  const [byDefault, paper] = defaults;
  return { kind: "choice", name, choices, description, defaults: { default: byDefault, paper } };
}

const COUNT = 1_000_000;
const ANY = Number.MAX_VALUE;

/**
 * Every option but the sizes, the seed, the preset and known scales: the one table that resolves defaults, checks values and
 * gives the command line its flags. Pairs of defaults are [default, paper].
 */
export const agentOptionFields: readonly AgentOptionField[] = [
  integer("componentCount", [1, COUNT], [100, 50], "K: Gaussian hills to start with"),
  integer("factorCount", [1, 16], [2, 3], "J: Hadamard factors of each weight; more make sparsity stronger"),
  number("discountFactor", [0, 1], [0.99, 0.99], "α (the field's γ): what a reward one step later counts"),
  integer("returnSteps", [1, 1000], [3, 1], "n: rewards summed before the value of a state is asked"),
  integer("batchSize", [1, COUNT], [64, 64], "T: transitions learned from in an update"),
  integer("bufferCapacity", [1, 1e8], [100_000, 10_000], "B: transitions remembered"),
  choice("sampler", samplerNames, ["newest-uniform", "newest-uniform"], "which transitions make a minibatch"),
  number("priorityExponent", [0, 1], [0.6, 0.6], "how much the TD error counts in prioritized sampling"),
  number("importanceExponent", [0, 1], [0.4, 0.4], "how much of prioritized sampling's bias is corrected"),
  integer("learningStarts", [1, COUNT], [64, 64], "steps before the first update"),
  integer("updatesPerStep", [1, 1000], [1, 1], "updates after each step"),
  choice("target", targetNames, ["soft", "current"], "where the value of the next state comes from"),
  integer("targetInterval", [1, COUNT], [500, 500], "updates between copies of a hard target"),
  number("targetRate", [0, 1, "above"], [0.01, 0.01], "share of the way a soft target goes in an update"),
  {
    kind: "boolean",
    name: "doubleQ",
    description: "the learning Q chooses the next action, the target values it",
    defaults: { default: true, paper: false },
  },
  choice("loss", lossNames, ["adaptive-huber", "squared"], "how TD errors are penalised"),
  number(
    "huberThreshold",
    [0, ANY, "above"],
    [3, 1],
    "TD error beyond which the loss is linear; in mean |TD error|s if adaptive",
  ),
  choice(
    "optimizer",
    optimizerNames,
    ["adam", "adam"],
    "Riemannian Adam, its AMSGrad variant, or gradient descent",
  ),
  choice(
    "metric",
    covarianceMetrics,
    ["affine-invariant", "affine-invariant"],
    "geometry of the covariances",
  ),
  number("meanLearningRate", [0, ANY], [1e-3, 1e-3], "step size of the means"),
  number("covarianceLearningRate", [0, ANY], [1e-3, 1e-3], "step size of the covariances"),
  number("weightLearningRate", [0, ANY], [3e-3, 1e-3], "step size of the Hadamard factors"),
  number("learningRateFinal", [0, 1], [1, 1], "share of the step sizes left after learningRateSteps"),
  integer(
    "learningRateSteps",
    [1, 1e9],
    [100_000, 100_000],
    "steps over which step sizes fall to that share",
  ),
  number(
    "averagingRate",
    [0, 1, "above"],
    [1e-3, 1],
    "rate of the averaged policy, which is evaluated; 1: no averaging",
  ),
  number("sparsity", [0, ANY], [0, 1e-3], "ρ: penalty on the factors; empties weights, and with them hills"),
  number("sparsityStart", [0, ANY], [1, 1], "ρ at the first step, in multiples of sparsity"),
  integer("sparsitySteps", [1, 1e9], [20_000, 20_000], "steps over which ρ moves from there to sparsity"),
  number(
    "pruneThreshold",
    [0, ANY],
    [0.01, 0.01],
    "with ρ > 0, a weight whose factors are all smaller becomes 0",
  ),
  integer(
    "prunedComponents",
    [0, COUNT],
    [0, 0],
    "hills kept at pruningStep, those that say most in decisions; 0: all",
  ),
  integer(
    "pruningStep",
    [1, 1e9],
    [5_000, 10_000],
    "step at which hills beyond prunedComponents are dropped",
  ),
  choice("initialization", factorInitializations, ["near-zero", "unit-sign"], "how the factors start"),
  number(
    "initialVariance",
    [0, ANY, "above"],
    [0.03, 0.03],
    "initial covariance, times D, in normalised coordinates",
  ),
  number("precisionMinimum", [0, ANY], [0.1, 0], "lower bound of the eigenvalues of C⁻¹, normalised"),
  number(
    "precisionMaximum",
    [0, ANY, "above"],
    [1000, ANY],
    "upper bound of the eigenvalues of C⁻¹, normalised",
  ),
  choice("exploration", explorationNames, ["epsilon-greedy", "epsilon-greedy"], "how actions are explored"),
  number("explorationStart", [0, 1], [1, 1], "ε at the first step"),
  number("explorationEnd", [0, 1], [0.02, 0.02], "ε after explorationSteps"),
  integer("explorationSteps", [1, 1e9], [5_000, 10_000], "steps over which ε falls"),
  number(
    "temperature",
    [0, ANY, "above"],
    [1, 1],
    "softmax exploration: Q differences (normalised) that count as one e-fold",
  ),
  choice(
    "observationNormalization",
    normalizationNames,
    ["online", "online"],
    "learn the observations' centre and scale",
  ),
  choice("rewardNormalization", normalizationNames, ["online", "none"], "learn the rewards' scale"),
];
