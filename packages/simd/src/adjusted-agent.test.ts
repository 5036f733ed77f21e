import { itAdjustsAgents } from "../../core/src/agents/adjusted-agent.case.ts";
import { simdBackend } from "./simd-backend.ts";

itAdjustsAgents(simdBackend);
