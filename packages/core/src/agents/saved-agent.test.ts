import { referenceBackend } from "../backends/reference-backend.ts";
import { describeSavedAgent } from "./saved-agent.case.ts";

describeSavedAgent(referenceBackend);
