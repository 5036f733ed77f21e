import { describeLastingAgent } from "../../core/src/agents/lasting-agent.case.ts";
import { simdBackend, simdMetric } from "./simd-backend.ts";

describeLastingAgent(simdBackend, [simdMetric]);
