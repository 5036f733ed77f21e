import { referenceBackend } from "../backends/reference-backend.ts";
import { itAdjustsAgents } from "./adjusted-agent.case.ts";

itAdjustsAgents(referenceBackend);
