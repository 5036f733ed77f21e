import { referenceBackend } from "../backends/reference-backend.ts";
import { agentOptions } from "../options/agent-options.ts";
import { describeLastingAgent } from "./lasting-agent.case.ts";

describeLastingAgent(referenceBackend, agentOptions.metric.choices);
