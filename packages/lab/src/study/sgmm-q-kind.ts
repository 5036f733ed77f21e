import { scheduledOver } from "@drumlin/run";
import {
  type AgentOptions,
  agentOptions,
  agentSettings,
  agentSizes,
  type BackendName,
  backendNames,
  createAgent,
  option,
  resolveAgentOptions,
  thresholded,
  train,
} from "drumlin";
import type { AgentKind, AgentTask } from "./agent-kind.ts";

/** A fixed Huber threshold up to this one clips nearly every TD error of an agent that still learns. */
const clippingThreshold = 1;

/** Drumlin's own agent, by the options of `drumlin train`. */
export const sgmmQKind: AgentKind = {
  name: "sgmm-q",
  see: (environment) => environment,
  options: { preset: agentOptions.preset, backend: option.choice(backendNames), ...agentSettings },

  resolve(task) {
    const { agent, backend } = split(task);
    const { penalty, ...options } = resolveAgentOptions(agent);
    // Trials of before there was a choice had this one, and stay the same.
    const chosen = penalty === "factors" ? {} : { penalty };
    return { ...options, ...chosen, backend: backend ?? "fastest" };
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
    const { agent: given, backend } = split(task);
    const agent = await createAgent({ ...given, seed }, backend);
    const { observationSize: size, actionCount } = given;
    const form = agent.options.covariance === "full" ? (size * (size + 1)) / 2 : size;
    const perHill = size + form + actionCount;
    return {
      policy: agent.policy,
      values: {
        discountFactor: agent.options.discountFactor,
        qValues: (observation) => agent.qValues(observation),
      },
      parameterCount: () => ({
        total: agent.options.componentCount * perHill,
        nonzero: agent.policy.parameterCount,
      }),
      thresholded: (share) => {
        const policy = thresholded(agent.policy, share);
        return { policy, nonzero: policy.parameterCount };
      },
      metrics: () => agent.metrics(),
      health: () => agent.health,
      dispose: () => {},
      train: (createEnvironment, trainOptions) => train(agent, createEnvironment(), trainOptions),
    };
  },
};

function split({ environment, options, steps }: AgentTask) {
  const { backend, ...rest } = options;
  const agent: AgentOptions = scheduledOver(steps, { ...agentSizes(environment), ...rest });
  return { agent, backend: backend as BackendName | undefined };
}
