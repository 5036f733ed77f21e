import { readFileSync } from "node:fs";
import { backendNames, GaussianPolicy, loadAgent } from "drumlin";
import { describe, expect, test } from "vitest";
import { folderOf, observedAgent, observedPolicy, releases } from "./observed.ts";

// Written by tools/format-fixtures.ts of that release.
describe.each(releases)("what release %s wrote opens", (release) => {
  const read = (format: string, name: string) => readFileSync(new URL(name, folderOf(release, format)));
  const readJson = (format: string, name: string) => JSON.parse(read(format, name).toString("utf8"));

  test.each(backendNames)("an agent of the backend %s, which goes on to the bit", async (backend) => {
    const agent = await loadAgent(read("agent", `${backend}.agent`));
    expect(agent.backendName).toBe(backend);
    expect(await observedAgent(agent)).toEqual(readJson("agent", `${backend}.expected.json`));
  });

  test("an agent on the other backend, too, with the same decisions where they are clear", async () => {
    for (const backend of backendNames) {
      const elsewhere = backend === "simd" ? "reference" : "simd";
      const agent = await loadAgent(read("agent", `${backend}.agent`), { backend: elsewhere });
      const { values } = readJson("agent", `${backend}.expected.json`);
      expect(agent.backendName).toBe(elsewhere);
      const first = agent.qValues([0, 0, 0, 0]);
      first.forEach((value, a) => {
        expect(value / values[0][a]).toBeCloseTo(1, 3);
      });
    }
  });

  test("a policy, which decides and earns the same", () => {
    const policy = GaussianPolicy.fromJSON(readJson("policy", "policy.json"));
    expect(observedPolicy(policy)).toEqual(readJson("policy", "policy.expected.json"));
  });
});
