import { simdBackend } from "@drumlin/simd";
import { type AgentOptions, createAgent, referenceBackend, resolveAgentOptions } from "drumlin";
import { describe, expect, test } from "vitest";
import { chooseBackend } from "./backends.ts";

const SIZES = { observationSize: 4, actionCount: 2 };

describe.each([simdBackend, referenceBackend])("sizes that are too large for $name", (backend) => {
  const complaint = (options: Partial<AgentOptions>) =>
    backend.complaint(resolveAgentOptions({ ...SIZES, ...options }));

  test.each([
    ["bufferCapacity", { bufferCapacity: 100_000_000 }],
    ["componentCount", { componentCount: 1_000_000 }],
    ["observationSize", { observationSize: 1000 }],
    ["batchSize", { batchSize: 1_000_000, componentCount: 1000 }],
  ] as const)("are refused in one sentence that names the largest %s that fits", (name, options) => {
    const said = complaint(options);
    expect(said).toMatch(
      /^[^.\n]* would take \d+ MB on the backend "\w+", which takes up to \d+ MB; [^.\n]* would fit$/,
    );
    const largest = Number(said?.match(new RegExp(`${name} (\\d+)`))?.[1]);
    expect(complaint({ ...options, [name]: largest })).toBe(undefined);
    expect(complaint({ ...options, [name]: largest + 1 })).toMatch(/would fit$/);
  });

  test("name diagonal covariances where these fit", () => {
    expect(complaint({ observationSize: 1000 })).toMatch(/or covariance: "diagonal" would fit$/);
    expect(complaint({ observationSize: 1000, covariance: "diagonal" })).toBe(undefined);
  });

  test("are refused before anything is made of them, by createAgent too", async () => {
    const options = { ...SIZES, bufferCapacity: 100_000_000 };
    await expect(createAgent(options, backend.name as "simd")).rejects.toThrow(
      new RangeError(backend.complaint(resolveAgentOptions(options))),
    );
  });
});

test("a default agent, a table of 300,000 states and 200 observations fit everywhere", () => {
  for (const options of [
    SIZES,
    { observationSize: 1, actionCount: 4, stateCount: 300_000 },
    { observationSize: 200, actionCount: 4 },
  ]) {
    for (const backend of [simdBackend, referenceBackend]) {
      expect(backend.complaint(resolveAgentOptions(options)), backend.name).toBe(undefined);
    }
  }
});

test("an agent that only the reference can hold computes there, unless the fast backend is asked for by name", async () => {
  const options = resolveAgentOptions({ ...SIZES, bufferCapacity: 30_000_000 });
  expect((await chooseBackend(undefined, options)).name).toBe("reference");
  expect(simdBackend.complaint(options)).toMatch(/bufferCapacity \d+ would fit$/);
});

test("a backend's name is one of two, and nothing else", async () => {
  for (const name of [null, "", "gpu", {}]) {
    await expect(createAgent(SIZES, name as "simd")).rejects.toThrow(
      /^no backend .*; there are simd, reference$/,
    );
  }
  expect((await createAgent(SIZES, undefined)).backendName).toBe("simd");
});
