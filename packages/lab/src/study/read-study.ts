import * as v from "valibot";
import { checkAgents } from "./check-agents.ts";
import { schemaComplaint } from "./schema-complaint.ts";
import type { Study } from "./study.ts";
import { StudyFile } from "./study-file.ts";
import { studySchema } from "./study-schema.ts";

/** Evaluations of a study that does not say: as those of `drumlin train`, and one at least. */
const usualEvaluation = { every: 1000, episodes: 20 };

/** Reads a study file. Throws a UsageError of one sentence with the line, the key, the value, and what would be right. */
export function readStudy(path: string): Study {
  const file = new StudyFile(path);
  if (Array.isArray(file.content)) throw file.refusal([], `is a list; it must be ${studySchema.message}`);
  const { success, output, issues } = v.safeParse(studySchema, file.content);
  if (!success) throw schemaComplaint(file, issues);
  const { name, environments, seeds, steps } = output;
  const usual = { ...usualEvaluation, every: Math.min(usualEvaluation.every, steps) };
  const { evaluation = usual } = output;
  if (evaluation.every > steps)
    throw file.refusal(
      ["evaluation", "every"],
      `is ${evaluation.every}; it must be at most steps, ${steps}, so that there is an evaluation`,
    );
  return {
    name,
    environments,
    agents: checkAgents(file, output),
    seeds: typeof seeds === "number" ? Array.from({ length: seeds }, (_, seed) => seed) : seeds,
    steps,
    evaluation,
  };
}
