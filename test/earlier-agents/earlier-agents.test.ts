import { readFileSync } from "node:fs";
import { loadAgent } from "drumlin";
import { describe, expect, test } from "vitest";

interface Earlier {
  /** What `agent.save()` wrote, as base64 */
  readonly bytes: string;
  /** Q at `OBSERVATIONS`, as that agent said it */
  readonly values: readonly (readonly number[])[];
}

// Saved by the code of commit 71051e6, before scales were bounded: a heater of 2 observations, 3 hills, 300 steps.
const { agents, paper } = JSON.parse(readFileSync(new URL("agents.json", import.meta.url), "utf8")) as {
  agents: Record<"simd" | "reference", Earlier>;
  // Saved by the code of commit 8a6af32, whose preset paper had constant step sizes and a penalty.
  paper: { readonly agent: Earlier };
};
const OBSERVATIONS = [
  [15, 5],
  [20, 0],
  [25, 9],
];

describe.each(["simd", "reference"] as const)(
  "an agent that was saved before scales were bounded, on %s",
  (backend) => {
    const { bytes, values } = agents[backend];
    const saved = Uint8Array.from(Buffer.from(bytes, "base64"));

    test("values states as it did", async () => {
      const agent = await loadAgent(saved);
      expect([agent.backendName, agent.stepCount]).toEqual([backend, 300]);
      for (const [i, observation] of OBSERVATIONS.entries()) {
        agent.qValues(observation).forEach((value, a) => {
          expect(value).toBeCloseTo(values[i]![a]!, 5);
        });
      }
      expect([agent.policy.bounds, agent.policy.commonValue]).toEqual([null, 0]);
    });

    test("penalises its factors, as there was no other penalty", async () => {
      expect((await loadAgent(saved)).options.penalty).toBe("factors");
    });

    test("goes on learning, and saves as agents do now", async () => {
      const agent = await loadAgent(saved);
      let inside = 19;
      for (let step = 0; step < 200; step++) {
        const action = agent.act([inside, 5]);
        const next = inside + 0.02 * (5 - inside) + 0.6 * action;
        agent.observe({
          observation: [inside, 5],
          action,
          reward: -Math.abs(next - 20),
          nextObservation: [next, 5],
          terminated: false,
          truncated: false,
        });
        inside = next;
      }
      expect(agent.updateCount).toBeGreaterThan(400);
      expect(agent.qValues([inside, 5]).every(Number.isFinite)).toBe(true);
      expect((await loadAgent(agent.save())).save()).toEqual(agent.save());
    });

    test("goes on elsewhere, too", async () => {
      const elsewhere = backend === "simd" ? "reference" : "simd";
      const agent = await loadAgent(saved, { backend: elsewhere });
      for (const [i, observation] of OBSERVATIONS.entries()) {
        agent.qValues(observation).forEach((value, a) => {
          expect(value).toBeCloseTo(values[i]![a]!, 3);
        });
      }
    });
  },
);

test("an agent of preset paper as it was keeps its options, and what it learned", async () => {
  const agent = await loadAgent(Uint8Array.from(Buffer.from(paper.agent.bytes, "base64")));
  expect(agent.options).toMatchObject({
    preset: "paper",
    weightLearningRate: 1e-3,
    learningRateFinal: 1,
    sparsity: 1e-3,
  });
  expect(OBSERVATIONS.map((observation) => [...agent.qValues(observation)])).toEqual(paper.agent.values);
});
