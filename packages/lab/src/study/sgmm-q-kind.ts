import {
  type AgentOptions,
  agentOptionFields,
  type BackendName,
  backendNames,
  createAgent,
  presetNames,
  resolveAgentOptions,
  train,
} from "drumlin";
import type { AgentKind, AgentTask } from "./agent-kind.ts";
import { optionRule } from "./option-rule.ts";

/** A fixed Huber threshold up to this one clips nearly every TD error of an agent that still learns. */
const clippingThreshold = 1;

/** Short names of the options people use most, as on the command line. */
const shortNames: Readonly<Record<string, string>> = { componentCount: "components", factorCount: "factors" };

/** Drumlin's own agent, by the options of `drumlin train`. */
export const sgmmQKind: AgentKind = {
  name: "sgmm-q",
  options: [
    optionRule("preset", { kind: "choice", choices: presetNames }),
    optionRule("backend", { kind: "choice", choices: backendNames }),
    ...agentOptionFields.map((field) => optionRule(field.name, field, shortNames[field.name])),
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
      health: () => agent.health,
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
