import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { backendNames, createAgent, loadAgent, make, train } from "drumlin";
import { runCommandLine } from "../packages/lab/src/command-line.ts";
import { expandStudy } from "../packages/lab/src/study/expand-study.ts";
import { readStudy } from "../packages/lab/src/study/read-study.ts";
import { folderOf, observedAgent, observedPolicy, releases } from "../test/format-fixtures/observed.ts";

// node tools/format-fixtures.ts RELEASE: what this build writes, with what it does: an agent's file of each backend, a policy's, a study
// with the identities of its trials, and a store of a run that is whole, one that stopped half way on the same way, and that study.
// Later builds must open them (test/format-fixtures): a release writes its own, and changes none of an earlier one.

const release = process.argv[2];
if (release === undefined) throw new Error("name the release: node tools/format-fixtures.ts 0.1.0");
const earlier = releases.filter((name) => name !== release).at(-1) ?? release;
const [agents, policies, studies, stores] = ["agent", "policy", "study", "store"].map((format) => {
  const folder = folderOf(release, format);
  mkdirSync(folder, { recursive: true });
  return folder;
}) as [URL, URL, URL, URL];
const writeJson = (folder: URL, name: string, value: unknown) =>
  writeFileSync(new URL(name, folder), `${JSON.stringify(value, null, 1)}\n`);

for (const backend of backendNames) {
  const sizes = { observationSize: 4, actionCount: 2, componentCount: 4, bufferCapacity: 64, batchSize: 16 };
  const agent = await createAgent({ ...sizes, sampler: "prioritized", seed: 3 }, backend);
  await train(agent, make("CartPole-v1"), { steps: 1500, seed: 4 });
  const bytes = agent.save();
  writeFileSync(new URL(`${backend}.agent`, agents), bytes);
  writeJson(agents, `${backend}.expected.json`, await observedAgent(await loadAgent(bytes)));
  if (backend !== "simd") continue;
  writeJson(policies, "policy.json", agent.policy);
  writeJson(policies, "policy.expected.json", observedPolicy(agent.policy));
}

const study = fileURLToPath(new URL("study.yaml", studies));
// The same study as the release before had.
if (!readdirSync(studies).includes("study.yaml"))
  copyFileSync(new URL("study.yaml", folderOf(earlier, "study")), study);
const identities = expandStudy(readStudy(study)).map(({ agent, environment, seed, identity }) => [
  `${agent}, ${environment}, seed ${seed}`,
  identity,
]);
writeJson(studies, "identities.json", Object.fromEntries(identities));

const store = fileURLToPath(new URL("store.sqlite", stores));
async function drumlin(...words: string[]): Promise<void> {
  const status = await runCommandLine([...words, "--store", store], process);
  if (status !== 0) throw new Error(`drumlin ${words.join(" ")} ended with ${status}`);
}

rmSync(store, { force: true });
const training = ["train", "CartPole-v1", "--backend", "reference"];
const small = ["--components", "3", "--buffer-capacity", "300", "--learning-rate-steps", "400"];
const often = ["--checkpoint-every", "100", "--evaluation-every", "100", "--evaluation-episodes", "2"];
await drumlin(...training, ...small, ...often, "--name", "whole", "--steps", "400");
await drumlin(...training, ...small, ...often, "--name", "half", "--steps", "200");
await drumlin("sweep", study, "--workers", "1");

const database = new DatabaseSync(store);
// As Ctrl-C leaves a run of 400 steps after 200.
database.exec(`
  update runs set status = 'interrupted', result = null, configuration = json_set(configuration, '$.steps', 400) where name = 'half';
  delete from policies where run_id = (select id from runs where name = 'half');
  pragma journal_mode = delete; vacuum`);
database.close();
