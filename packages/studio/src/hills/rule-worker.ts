import { learnableEnvironment, type PolicyRule, policyRule } from "@drumlin/run";
import { GaussianPolicy } from "drumlin";

/** What the worker is asked: the rule of a policy in an environment that this page can make. */
export interface RuleQuestion {
  readonly frame: Float32Array;
  readonly environment: string;
}

/** The rule, null where no two hills decide; or why it could not be looked for. */
export type RuleAnswer = { readonly rule: PolicyRule | null } | { readonly problem: string };

/** Finds the rule of one policy, away from the page: it plays forty episodes for that. */
addEventListener("message", ({ data }: MessageEvent<RuleQuestion>) => {
  postMessage(answer(data));
});

function answer({ frame, environment }: RuleQuestion): RuleAnswer {
  try {
    const policy = GaussianPolicy.fromFrame(frame);
    return { rule: policyRule(policy, learnableEnvironment(environment, policy.observationSize)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
