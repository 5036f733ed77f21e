import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "@drumlin/run";
import type { Xoshiro128 } from "drumlin";
import { readStudy } from "../../../packages/lab/src/study/read-study.ts";
import { damagedText } from "../damage.ts";
import { checkRefusal, Finding, type Part } from "../part.ts";

/** Study files: whatever is written in one, it is read as a study or refused in a sentence that begins with the file. */
export const studyFiles: Part = {
  name: "study files",
  what: "damaged and odd, given to `drumlin sweep`'s reader",
  share: 1,
  patience: 60,
  async prepare(folder) {
    const texts = globSync(new URL("../../../experiments/*/*.yaml", import.meta.url).pathname)
      .toSorted()
      .map((path) => readFileSync(path, "utf8"));
    const path = join(folder, "study.yaml");
    return {
      async attempt(random) {
        const text = damagedOften(texts[random.integer(texts.length)]!, random);
        writeFileSync(path, text);
        try {
          const { agents, environments } = readStudy(path);
          if (agents.length === 0 || environments.length === 0)
            throw new Finding("a study of nothing was read", text);
          return "worked";
        } catch (error) {
          checkRefusal(error, [UsageError], text);
          if (!(error as Error).message.includes(path))
            throw new Finding(`a refusal that names no file: ${(error as Error).message}`, text);
          return "refused";
        }
      },
    };
  },
};

function damagedOften(text: string, random: Xoshiro128): string {
  let damaged = text;
  for (let times = 1 + random.integer(3); times > 0; times--) damaged = damagedText(damaged, random);
  return damaged;
}
