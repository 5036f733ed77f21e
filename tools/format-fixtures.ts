import { mkdirSync, writeFileSync } from "node:fs";
import { backendNames, createAgent, loadAgent, make, train } from "drumlin";
import { folderOf, observedAgent, observedPolicy } from "../test/format-fixtures/fixture-agent.ts";

// node tools/format-fixtures.ts RELEASE: an agent's file of each backend and a policy's, as this build writes them, with what they do.
// Later builds must open them (test/format-fixtures): a release writes its own, and changes none of an earlier one.

const release = process.argv[2];
if (release === undefined) throw new Error("name the release: node tools/format-fixtures.ts 0.1.0");
const [agents, policies] = ["agent", "policy"].map((format) => folderOf(release, format));
for (const folder of [agents, policies]) mkdirSync(folder, { recursive: true });
const write = (folder: URL, name: string, content: string | Uint8Array) =>
  writeFileSync(new URL(name, folder), content);
const writeJson = (folder: URL, name: string, value: unknown) =>
  write(folder, name, `${JSON.stringify(value, null, 1)}\n`);

for (const backend of backendNames) {
  const sizes = { observationSize: 4, actionCount: 2, componentCount: 4, bufferCapacity: 64, batchSize: 16 };
  const agent = await createAgent({ ...sizes, sampler: "prioritized", seed: 3 }, backend);
  await train(agent, make("CartPole-v1"), { steps: 1500, seed: 4 });
  const bytes = agent.save();
  write(agents, `${backend}.agent`, bytes);
  writeJson(agents, `${backend}.expected.json`, await observedAgent(await loadAgent(bytes)));
  if (backend !== "simd") continue;
  writeJson(policies, "policy.json", agent.policy);
  writeJson(policies, "policy.expected.json", observedPolicy(agent.policy));
}
