import { describeSavedAgent } from "../../core/src/agents/saved-agent.case.ts";
import { simdBackend } from "./simd-backend.ts";

describeSavedAgent(simdBackend);
