import {
  type AgentOptionField,
  type AgentOptions,
  agentOptionFields,
  type BackendName,
  backendNames,
  createAgent,
  presetNames,
  resolveAgentOptions,
  train,
} from "drumlin";
import { describeRule } from "../terminal/read-number.ts";
import type { AgentKind, AgentTask, OptionRule } from "./agent-kind.ts";

/** A fixed Huber threshold up to this one clips nearly every TD error of an agent that still learns. */
const clippingThreshold = 1;

/** Short names of the options people use most, as on the command line. */
const shortNames: Readonly<Record<string, string>> = { componentCount: "components", factorCount: "factors" };

/** Drumlin's own agent, by the options of `drumlin train`. */
export const sgmmQKind: AgentKind = {
  name: "sgmm-q",
  options: [
    choiceRule("preset", presetNames),
    choiceRule("backend", backendNames),
    ...agentOptionFields.map(fieldRule),
  ],

  resolve(task) {
    const { agent, backend } = split(task);
    return { ...resolveAgentOptions(agent), backend: backend ?? "fastest" };
  },

  warning({ loss, huberThreshold, sparsity }) {
    const clipped = loss === "huber" && (huberThreshold as number) <= clippingThreshold;
    if (!clipped || sparsity === 0) return null;
    return (
      `sparsity above 0 with TD errors clipped at ${huberThreshold} (loss huber): a clipped error pulls at a weight with no more ` +
      "than that, the penalty with more the larger the weight, so it may win and empty weights that are needed; " +
      "take loss squared or adaptive-huber, or sparsity 0"
    );
  },

  async create(task, seed) {
    const { agent: agentOptions, backend } = split(task);
    const agent = await createAgent({ ...agentOptions, seed }, backend);
    const { observationSize: size, actionCount } = agentOptions;
    const perHill = size + (size * (size + 1)) / 2 + actionCount;
    return {
      policy: agent.policy,
      parameterCount: () => ({
        total: agent.options.componentCount * perHill,
        nonzero: agent.policy.parameterCount,
      }),
      metrics: () => agent.metrics(),
      dispose: () => {},
      train: (createEnvironment, trainOptions) => train(agent, createEnvironment(), trainOptions),
    };
  },
};

function split({ environment, options }: AgentTask) {
  const { backend, ...rest } = options;
  const { observationSpace, actionSpace } = environment;
  const agent = {
    observationSize: observationSpace.size,
    actionCount: actionSpace.n,
    ...rest,
  } as AgentOptions;
  return { agent, backend: backend as BackendName | undefined };
}

function fieldRule(field: AgentOptionField): OptionRule {
  const { name } = field;
  if (field.kind === "choice") return choiceRule(name, field.choices);
  if (field.kind === "boolean")
    return { name, expected: "true or false", accepts: (value) => typeof value === "boolean" };
  const { kind, minimum, maximum, above = false } = field;
  const shortName = shortNames[name];
  return {
    name,
    ...(shortName === undefined ? {} : { shortName }),
    expected: describeRule(field),
    accepts: (value) =>
      typeof value === "number" &&
      (above ? value > minimum : value >= minimum) &&
      value <= maximum &&
      (kind === "number" || Number.isSafeInteger(value)),
  };
}

function choiceRule(name: string, choices: readonly string[]): OptionRule {
  return {
    name,
    expected: `one of ${choices.join(", ")}`,
    choices,
    accepts: (value) => choices.includes(value as string),
  };
}
