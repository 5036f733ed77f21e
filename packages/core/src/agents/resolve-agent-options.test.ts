import { describe, expect, it } from "vitest";
import { type AgentOptions, agentSettings, presetNames, presetValues } from "../options/agent-options.ts";
import type { OptionField } from "../options/option-field.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";

const SIZES = { observationSize: 2, actionCount: 3 };

function resolve(options: Record<string, unknown>): () => unknown {
  return () => resolveAgentOptions({ ...SIZES, ...options } as unknown as AgentOptions);
}

describe("resolveAgentOptions", () => {
  it.each(presetNames)("gives every option the value of the preset %s, and takes it back", (preset) => {
    const resolved = resolveAgentOptions({ ...SIZES, preset });
    expect(resolved).toEqual({ ...SIZES, seed: 0, preset, ...presetValues(preset) });
    expect(resolveAgentOptions(resolved)).toEqual(resolved);
    expect(resolveAgentOptions(JSON.parse(JSON.stringify(resolved)))).toEqual(resolved);
    expect(Object.isFrozen(resolved)).toBe(true);
  });

  it("lets a given option win over the preset", () => {
    const resolved = resolveAgentOptions({ ...SIZES, preset: "paper", sparsity: 0.25, doubleQ: true });
    expect(resolved).toMatchObject({ sparsity: 0.25, doubleQ: true, preset: "paper" });
  });

  describe.each(Object.entries<OptionField>(agentSettings))("%s", (name, field) => {
    const expectRefused = (value: unknown, error: typeof RangeError) => {
      expect(resolve({ [name]: value }), String(value)).toThrow(error);
      expect(resolve({ [name]: value }), String(value)).toThrow(new RegExp(`^${name} is `));
    };

    it("is refused by name with what would be right, unless it is of its kind and in its range", () => {
      if (field.kind === "choice") {
        for (const value of ["nonsense", "", 1, true, {}]) {
          expectRefused(value, RangeError);
          expect(resolve({ [name]: value })).toThrow(field.choices.join(", "));
        }
        for (const value of field.choices) expect(resolve({ factorCount: 1, [name]: value })).not.toThrow();
        return;
      }
      if (field.kind === "boolean") {
        for (const value of [0, 1, "true", {}]) expectRefused(value, RangeError);
        for (const value of [true, false]) expect(resolve({ [name]: value })).not.toThrow();
        return;
      }
      if (field.kind === "list") return expect.unreachable("no setting is a list");
      for (const value of ["1", true, {}, 1n]) expectRefused(value, RangeError);
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        expectRefused(value, RangeError);
      }
      expectRefused(field.minimum - 1, RangeError);
      if (field.above) expectRefused(field.minimum, RangeError);
      if (field.maximum < Number.MAX_VALUE) expectRefused(field.maximum * 1.01 + 1, RangeError);
      if (field.kind === "integer") expectRefused(field.minimum + 0.5, RangeError);
      const widest = {
        precisionMinimum: 0,
        precisionMaximum: Number.MAX_VALUE,
        componentCount: 1_000_000,
      };
      if (!field.above) expect(resolve({ ...widest, [name]: field.minimum })).not.toThrow();
      expect(resolve({ ...widest, [name]: field.maximum })).not.toThrow();
    });
  });

  it.each([
    ["componentCont", "did you mean componentCount?"],
    ["components", "did you mean componentCount?"],
    ["batch", "did you mean batchSize?"],
    ["gamma", "there are observationSize, actionCount, seed, "],
    ["constructor", "did you mean discountFactor?"],
  ])("refuses the unknown option %s, and names the nearest", (name, hint) => {
    expect(resolve({ [name]: 1 })).toThrow(RangeError);
    expect(resolve({ [name]: 1 })).toThrow(`${name} is not an option of an agent; ${hint}`);
  });

  it.each([
    ["observationSize", 0],
    ["observationSize", 1.5],
    ["observationSize", undefined],
    ["observationSize", "4"],
    ["actionCount", -1],
    ["actionCount", Number.NaN],
    ["actionCount", null],
    ["seed", -1],
    ["seed", 0.5],
    ["seed", "seven"],
    ["seed", null],
    ["preset", "best"],
    ["preset", 1],
    ["observationCenter", [1]],
    ["observationCenter", [1, 2, 3]],
    ["observationCenter", [1, Number.NaN]],
    ["observationCenter", [1, "2"]],
    ["observationCenter", "12"],
    ["observationCenter", new Array(2)],
    ["observationScale", [1, 0]],
    ["observationScale", [1, -2]],
    ["observationScale", [Number.POSITIVE_INFINITY, 1]],
    ["observationScale", 7],
  ])("refuses %s = %j by name", (name, value) => {
    expect(resolve({ [name]: value })).toThrow(new RegExp(`^${name}`));
  });

  it("refuses eigenvalue bounds that leave no room", () => {
    expect(resolve({ precisionMinimum: 5, precisionMaximum: 4 })).toThrow(
      /^precisionMinimum is 5; it must be at most precisionMaximum, 4/,
    );
    expect(resolve({ precisionMinimum: 4, precisionMaximum: 4 })).not.toThrow();
  });

  it("refuses to prune to more hills than there are", () => {
    expect(resolve({ componentCount: 5, prunedComponents: 6 })).toThrow(
      /^prunedComponents is 6; it must be at most componentCount, 5$/,
    );
    expect(resolve({ componentCount: 5, prunedComponents: 5 })).not.toThrow();
  });

  it("refuses diagonal covariances in a metric that has none", () => {
    expect(resolve({ covariance: "diagonal", metric: "log-euclidean" })).toThrow(
      /^covariance is "diagonal"; with the metric "log-euclidean" it must be "full"/,
    );
    expect(resolve({ covariance: "diagonal" })).not.toThrow();
  });

  it.each(["l1-subgradient", "l1-proximal"])(
    "refuses the penalty %s of weights with several factors",
    (penalty) => {
      expect(resolve({ penalty, factorCount: 3 })).toThrow(RangeError);
      expect(resolve({ penalty, factorCount: 3 })).toThrow(
        `penalty is "${penalty}"; with factorCount 3 it must be "factors": the others need factorCount 1, where a weight is its only factor`,
      );
      expect(resolve({ penalty })).toThrow(/^penalty is /);
    },
  );

  it("takes a known centre or scale, or both, instead of online normalisation of observations", () => {
    const both = { observationCenter: [1, 2], observationScale: [3, 4] };
    expect(resolve(both)()).toMatchObject({ ...both, observationNormalization: "none" });
    expect(resolve({ observationScale: Float64Array.of(3, 4) })()).toMatchObject({
      observationCenter: [0, 0],
      observationScale: [3, 4],
      observationNormalization: "none",
    });
    expect(resolve({ observationCenter: [1, 2] })()).toMatchObject({ observationScale: [1, 1] });
  });
});
