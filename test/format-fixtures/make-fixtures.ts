// Writes what a later release must open: a study's identities, and a store of a run that is whole, one that stopped half way on the
// same way, and a study. Typed once a release; what an earlier one wrote is kept beside it, under another name.
//
//   node test/format-fixtures/make-fixtures.ts
import { rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../packages/lab/src/command-line.ts";
import { expandStudy } from "../../packages/lab/src/study/expand-study.ts";
import { readStudy } from "../../packages/lab/src/study/read-study.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const [study, store, identities] = [here("study.yaml"), here("store-0.1.sqlite"), here("study-0.1.json")];

const trials = expandStudy(readStudy(study)).map(({ agent, environment, seed, identity }) => [
  `${agent}, ${environment}, seed ${seed}`,
  identity,
]);
writeFileSync(identities, `${JSON.stringify(Object.fromEntries(trials), null, 2)}\n`);

async function drumlin(...words: string[]): Promise<void> {
  const status = await runCommandLine([...words, "--store", store], process);
  if (status !== 0) throw new Error(`drumlin ${words.join(" ")} ended with ${status}`);
}

rmSync(store, { force: true });
const small = ["--components", "3", "--buffer-capacity", "300", "--learning-rate-steps", "400"];
const often = ["--checkpoint-every", "100", "--evaluation-every", "100", "--evaluation-episodes", "2"];
for (const [name, steps] of [
  ["whole", "400"],
  ["half", "200"],
] as const)
  await drumlin(
    "train",
    "CartPole-v1",
    "--name",
    name,
    "--steps",
    steps,
    "--backend",
    "reference",
    ...small,
    ...often,
  );
await drumlin("sweep", study, "--workers", "1");

const database = new DatabaseSync(store);
// As Ctrl-C leaves a run of 400 steps after 200.
database.exec(`
  update runs set status = 'interrupted', result = null, configuration = json_set(configuration, '$.steps', 400) where name = 'half';
  delete from policies where run_id = (select id from runs where name = 'half');
  pragma journal_mode = delete; vacuum`);
database.close();
