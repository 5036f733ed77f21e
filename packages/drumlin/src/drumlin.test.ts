import { describe, expect, test, vi } from "vitest";
import {
  type Agent,
  type AgentOptions,
  createAgent,
  evaluate,
  GaussianPolicy,
  loadAgent,
  make,
  restoreAgent,
  train,
} from "./index.ts";

test("training gives the program its turn, and an AbortController is heard in it", async () => {
  const agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 5, seed: 1 });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 30);
  const result = await train(agent, make("CartPole-v1"), { steps: 1e9, signal: controller.signal });
  expect(result.steps).toBe(agent.stepCount);
  expect(result.steps).toBeLessThan(1e6);
});

test("pausing has no influence on what is learned", async () => {
  const options = { observationSize: 4, actionCount: 2, componentCount: 5, seed: 1 };
  const [paused, unpaused] = [await createAgent(options), await createAgent(options)];
  await train(paused, make("CartPole-v1"), {
    steps: 600,
    onProgress: () => new Promise((done) => setTimeout(done)),
  });
  await train(unpaused, make("CartPole-v1"), { steps: 600 });
  expect(paused.save()).toEqual(unpaused.save());
});

test("bytes read by Node as a Buffer load as any other", async () => {
  const agent = await createAgent({ observationSize: 2, actionCount: 3, seed: 4 });
  const twin = await loadAgent(Buffer.from(agent.save()));
  expect(twin.save()).toEqual(agent.save());
});

test("a metric without fast kernels learns on the reference, and goes on there", async () => {
  const options = { observationSize: 2, actionCount: 2, metric: "log-cholesky" } as const;
  const agent = await createAgent(options);
  expect(agent.backendName).toBe("reference");
  expect((await loadAgent(agent.save())).backendName).toBe("reference");
  await expect(createAgent(options, "simd")).rejects.toThrow(/"reference" computes "log-cholesky"/);
});

describe("an agent loaded onto another backend", () => {
  const learning = { componentCount: 16, batchSize: 32, updatesPerStep: 4, explorationSteps: 600 };
  const cartPole = (options: Partial<AgentOptions> = {}) =>
    createAgent({ observationSize: 4, actionCount: 2, seed: 3, ...learning, ...options });
  const held = (agent: Agent) =>
    evaluate(agent.policy, make("CartPole-v1"), { episodes: 10, seed: 10_000 }).meanReturn;

  test("acts as before, says what it computes on now, and learns on as well as one that stayed", async () => {
    const agent = await cartPole();
    await train(agent, make("CartPole-v1"), { steps: 3000 });
    const bytes = agent.save();
    const moved = await loadAgent(bytes, { backend: "reference" });
    expect([agent.backendName, moved.backendName]).toEqual(["simd", "reference"]);
    expect([moved.stepCount, moved.updateCount]).toEqual([agent.stepCount, agent.updateCount]);
    for (const observation of agent.remembered(10_000)) {
      expect(moved.policy.act(observation)).toBe(agent.policy.act(observation));
    }
    expect((await loadAgent(moved.save())).backendName).toBe("reference");
    const returned = await loadAgent(moved.save(), { backend: "simd" });
    expect(returned.backendName).toBe("simd");
    for (const each of [agent, moved, returned]) {
      await train(each, make("CartPole-v1"), { steps: 2000, seed: 1 });
      expect(held(each)).toBeGreaterThan(400);
    }
  });

  test("goes with the parts of a snapshot, too", async () => {
    const agent = await cartPole();
    await train(agent, make("CartPole-v1"), { steps: 300 });
    const { state, transitions } = agent.snapshot(0);
    const moved = await restoreAgent(state, [transitions], { backend: "reference" });
    const whole = await loadAgent(agent.save(), { backend: "reference" });
    expect(moved.save()).toEqual(whole.save());
  });

  test("is refused where that backend lacks its metric, with the one that has it", async () => {
    const agent = await cartPole({ metric: "euclidean" });
    await expect(loadAgent(agent.save(), { backend: "simd" })).rejects.toThrow(
      /"reference" computes "euclidean"/,
    );
    await expect(loadAgent(agent.save(), { backend: "gpu" as "simd" })).rejects.toThrow(/no backend "gpu"/);
  });

  test("goes on where WebAssembly may not be compiled, and without a backend named is told how to", async () => {
    const agent = await cartPole();
    await train(agent, make("CartPole-v1"), { steps: 300 });
    vi.stubGlobal("WebAssembly", undefined);
    vi.resetModules();
    try {
      const elsewhere = await import("./index.ts");
      await expect(elsewhere.loadAgent(agent.save())).rejects.toThrow(
        /^the backend "simd" cannot run here: .*; pass \{ backend: "reference" \} to go on, if not to the bit$/,
      );
      const moved = await elsewhere.loadAgent(agent.save(), { backend: "reference" });
      await elsewhere.train(moved, elsewhere.make("CartPole-v1"), { steps: 100 });
      expect(moved.updateCount).toBe(agent.updateCount + 400);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test("an agent's policy decides as its document, in double precision, wherever that is: visited, far out, on the verge", async () => {
  for (const id of ["CartPole-v1", "Acrobot-v1"] as const) {
    const environment = make(id);
    const [observationSize, actionCount] = id === "CartPole-v1" ? [4, 2] : [6, 3];
    const agent = await createAgent({ observationSize, actionCount, componentCount: 30, seed: 2 });
    for (const steps of [100, 1900]) {
      await train(agent, environment, { steps });
      const written = GaussianPolicy.fromJSON(agent.policy.toJSON());
      const visited = agent.remembered(1000);
      const decide = (observation: ArrayLike<number>) => {
        const action = written.act(observation);
        expect(agent.policy.act(observation)).toBe(action);
        return action;
      };
      let verges = 0;
      visited.forEach((observation, n) => {
        decide(observation);
        for (const factor of [3, -10, 100]) decide(observation.map((number) => factor * number));
        // Halving the way between two states of different decisions ends where two actions are worth the same.
        let [from, to] = [observation, visited[(7 * n + 3) % visited.length]];
        if (decide(from) === decide(to)) return;
        verges++;
        for (let halving = 0; halving < 60; halving++) {
          const middle = from.map((number, i) => (number + to[i]) / 2);
          if (decide(middle) === decide(from)) from = middle;
          else to = middle;
        }
      });
      expect(verges).toBeGreaterThan(20);
    }
  }
});

test("a backend that is not there is refused by name", async () => {
  const options = { observationSize: 2, actionCount: 2 };
  await expect(createAgent(options, "gpu" as "simd")).rejects.toThrow(
    /no backend "gpu"; there are simd, reference/,
  );
});
