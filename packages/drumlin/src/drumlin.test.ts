import { expect, test } from "vitest";
import { createAgent, loadAgent, make, train } from "./index.ts";

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

test("a backend that is not there is refused by name", async () => {
  const options = { observationSize: 2, actionCount: 2 };
  await expect(createAgent(options, "gpu" as "simd")).rejects.toThrow(
    /no backend "gpu"; there are simd, reference/,
  );
});
