import { type AgentOptions, presetValues } from "drumlin";

/** The options of an agent that learns for `steps`: step sizes that fall do so over all of them, where nothing else is said. */
export function scheduledOver<Options extends Partial<AgentOptions>>(
  steps: number,
  options: Options,
): Options & Partial<AgentOptions> {
  const preset = presetValues(options.preset ?? "default", options.stateCount);
  const { learningRateFinal = preset.learningRateFinal } = options;
  if (learningRateFinal === 1) return options;
  return { learningRateSteps: steps, ...options };
}
