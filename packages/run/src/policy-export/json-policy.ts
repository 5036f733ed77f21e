import { learnableEnvironment } from "../environments/learnable-environment.ts";
import type { PolicyFormat } from "./policy-format.ts";

/** The policy document, with the environment and the names of its observations and actions beside it. */
export const jsonPolicy: PolicyFormat = {
  name: "json",
  description: "the policy as one JSON document: evaluate, explain and GaussianPolicy.fromJSON read it",
  write: ({ policy, environment }) => {
    const { observationNames, actionNames } = learnableEnvironment(environment, policy.observationSize).spec;
    const document = { environment, observationNames, actionNames, ...policy.toJSON("policy") };
    return JSON.stringify(document, null, 1);
  },
};
