import { evaluationEnvironment, policyRule } from "@drumlin/run";
import { GaussianPolicy } from "drumlin";
import type { RuleAnswer, RuleQuestion } from "./rule-search.ts";

/** Finds the rule of one policy, away from the page: it plays forty episodes for that. */
addEventListener("message", ({ data }: MessageEvent<RuleQuestion>) => {
  postMessage(answer(data));
});

function answer({ frame, environment }: RuleQuestion): RuleAnswer {
  try {
    return { rule: policyRule(GaussianPolicy.fromFrame(frame), evaluationEnvironment(environment)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
