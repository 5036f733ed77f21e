import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type AgentOptions, agentOptions, agentPresets, type ResolvedAgentOptions } from "./agent-options.ts";
import { checkOption, describeField, fits, optionComplaint } from "./check-option.ts";
import { didYouMean, nearestNames, nearestOrAll } from "./nearest-name.ts";
import * as option from "./option-field.ts";
import { findOption, optionFlag } from "./option-name.ts";
import { optionText, parseOption } from "./option-text.ts";
import type { OptionValues } from "./option-values.ts";
import { resolveOptions } from "./resolve-options.ts";

const table = {
  size: option.integer(1, 16, 2),
  rate: { ...option.rate(0.5), alias: "speed" },
  share: { ...option.share(0), below: true },
  method: option.choice(["plain", "fancy"], "plain"),
  isFast: option.boolean(true),
  layers: option.list(option.count(), [64, 64]),
  center: { ...option.list(option.any()), length: "size", optional: true },
};

describe("a field", () => {
  it.each([
    [table.size, "a whole number of at least 1 and at most 16", [1, 16], [0, 17, 1.5, "1", null, Number.NaN]],
    [table.rate, "a number above 0 and at most 1", [1e-9, 1], [0, 1.1, Number.NaN]],
    [table.share, "a number of at least 0 and below 1", [0, 0.999], [1, -0.1]],
    [option.any(), "a number", [-1e300, 0], [Number.POSITIVE_INFINITY, "0", undefined]],
    [option.count(), "a whole number of at least 1", [1, 2 ** 53 - 1], [0, 2 ** 53, 1e300]],
    [table.method, "one of plain, fancy", ["plain"], ["", "PLAIN", 0, ["plain"]]],
    [table.isFast, "true or false", [true, false], [0, "true", null]],
    [
      table.layers,
      "a list, each entry a whole number of at least 1",
      [[], [3], Int8Array.of(3)],
      [3, "3", [0]],
    ],
  ])("%j is described, and takes what fits it and nothing else", (field, description, right, wrong) => {
    expect(describeField(field)).toBe(description);
    for (const value of right) {
      expect(fits(field, value), String(value)).toBe(true);
      expect(optionComplaint("x", field, value)).toBe(undefined);
    }
    for (const value of wrong) {
      expect(fits(field, value), String(value)).toBe(false);
      expect(() => checkOption("x", field, value)).toThrow(/^x(\[0\])? is .*; it must be /);
    }
  });

  it("refuses in one sentence: the name, the value, what would be right, and the name that was meant", () => {
    expect(optionComplaint("size", table.size, 0)).toBe(
      "size is 0; it must be a whole number of at least 1 and at most 16",
    );
    expect(optionComplaint("--method", table.method, "fanci")).toBe(
      '--method is "fanci"; it must be one of plain, fancy; did you mean fancy?',
    );
    expect(optionComplaint("layers", table.layers, [1, Number.NaN])).toBe(
      "layers[1] is NaN; it must be a whole number of at least 1",
    );
    expect(optionComplaint("layers", table.layers, "x".repeat(100))).toBe(
      `layers is "${"x".repeat(58)}…; it must be a list, each entry a whole number of at least 1`,
    );
  });

  it("throws a RangeError for another kind as for another value", () => {
    for (const [field, value] of [
      [table.size, "2"],
      [table.isFast, 1],
      [table.layers, ["2"]],
      [table.size, 17],
      [table.method, "none"],
      [table.layers, [0]],
    ] as const)
      expect(() => checkOption("x", field, value)).toThrow(RangeError);
  });
});

describe("text", () => {
  it.each([
    ["size", "16", 16],
    ["rate", " 1e-3 ", 0.001],
    ["method", "fancy", "fancy"],
    ["isFast", "no", false],
    ["isFast", "true", true],
    ["layers", "1,2", [1, 2]],
  ] as const)("of %s, %j, is %j", (name, text, value) => {
    expect(parseOption(name, table[name], text)).toEqual(value);
  });

  it.each([
    ["size", "many", '"many"'],
    ["size", "", '""'],
    ["size", "-5", "-5"],
    ["size", "Infinity", "Infinity"],
    ["rate", "NaN", '"NaN"'],
    ["isFast", "constructor", '"constructor"'],
  ] as const)("of %s, %j, is refused as it was written", (name, text, shown) => {
    expect(() => parseOption(`--${name}`, table[name], text)).toThrow(`--${name} is ${shown}; it must be `);
  });

  it("of a value names no limit none", () => {
    expect([1e-3, Number.MAX_VALUE, true, [1, 2], "plain"].map(optionText)).toEqual([
      ...["0.001", "none", "true", "1, 2", "plain"],
    ]);
  });
});

describe("an option's name", () => {
  it("is its alias, else its own with dashes; both find it", () => {
    expect(optionFlag("rate", table.rate)).toBe("speed");
    expect(optionFlag("meanLearningRate", table.size)).toBe("mean-learning-rate");
    expect(findOption(table, "speed")).toEqual(["rate", table.rate]);
    expect(findOption(table, "rate")).toEqual(["rate", table.rate]);
    expect(findOption(table, "toString")).toBe(undefined);
  });

  it("is never one of two options of the agent", () => {
    const flags = Object.entries<option.OptionField>(agentOptions).map(([name, field]) =>
      optionFlag(name, field),
    );
    expect(new Set(flags).size).toBe(flags.length);
  });
});

describe("the nearest name", () => {
  const names = ["CartPole-v1", "CartPole-v0", "Acrobot-v1"];
  it.each([
    ["cartpole", ["CartPole-v0", "CartPole-v1"]],
    ["CartPol-v1", ["CartPole-v1", "CartPole-v0", "Acrobot-v1"]],
    ["acrobat-v1", ["Acrobot-v1"]],
    ["", []],
    ["zzzzzz", []],
  ])("to %j is %j", (typed, nearest) => {
    expect(nearestNames(typed, names)).toEqual(nearest);
  });

  it("ends a complaint, which else lists them all", () => {
    expect(didYouMean("cartpole", names)).toBe("; did you mean CartPole-v0?");
    expect(didYouMean("cartpole", names, 2)).toBe("; did you mean CartPole-v0 or CartPole-v1?");
    expect(nearestOrAll("cartpole", names)).toBe("; did you mean CartPole-v0?");
    expect(nearestOrAll("zzzzzz", names)).toBe("; there are CartPole-v1, CartPole-v0, Acrobot-v1");
  });
});

describe("resolveOptions", () => {
  const defaults = { size: 2, rate: 0.5, share: 0, method: "plain", isFast: true, layers: [64, 64] };

  it("takes what is given, else the preset's, else the default, in the table's order", () => {
    expect(resolveOptions("x", table, {})).toEqual(defaults);
    const resolved = resolveOptions("x", table, { method: "fancy", size: 3 }, { size: 4, rate: 1 });
    expect(resolved).toEqual({ ...defaults, size: 3, rate: 1, method: "fancy" });
    expect(Object.keys(resolved)).toEqual(Object.keys(defaults));
  });

  it("refuses a list of another length than the option that says it", () => {
    expect(resolveOptions("x", table, { center: [1, 2] }).center).toEqual([1, 2]);
    expect(() => resolveOptions("x", table, { center: [1] })).toThrow(/^center has 1 numbers; size is 2$/);
  });

  it("refuses an option that is none, an inherited name too, and names the nearest", () => {
    const refused = (given: object) => expect(() => resolveOptions("a thing", table, given));
    refused({ sise: 3 }).toThrow(/^sise is not an option of a thing; did you mean size\?$/);
    refused({ constructor: 3 }).toThrow(/^constructor is not an option of a thing; there are size, rate, /);
  });
});

describe("the table of the agent", () => {
  it("says of each option in its JSDoc, which editors show, what it says at run time", () => {
    const source = readFileSync(new URL("agent-options.ts", import.meta.url), "utf8");
    const documented = Array.from(
      source.matchAll(/^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}(\w+):/gm),
      ([, text, name]) => [name, text.replace(/\n \*/g, "").trim()],
    );
    const described = Object.entries(agentOptions).map(([name, { description }]) => [name, description]);
    expect(documented).toEqual(described);
  });

  it("gives its types to everyone who makes an agent", () => {
    expectTypeOf<ResolvedAgentOptions["preset"]>().toEqualTypeOf<"default" | "paper">();
    expectTypeOf<ResolvedAgentOptions["loss"]>().toEqualTypeOf<"squared" | "huber" | "adaptive-huber">();
    expectTypeOf<ResolvedAgentOptions["componentCount"]>().toEqualTypeOf<number>();
    expectTypeOf<OptionValues<typeof table>["layers"]>().toEqualTypeOf<readonly number[]>();
    const sizes = { observationSize: 2, actionCount: 2 };
    const right: AgentOptions = { ...sizes, preset: "paper", doubleQ: true, observationScale: [1, 2] };
    expect(Object.keys(agentPresets)).toContain(right.preset);
    // @ts-expect-error no option of an agent
    ({ ...sizes, componentCont: 3 }) satisfies AgentOptions;
    // @ts-expect-error no preset
    ({ ...sizes, preset: "best" }) satisfies AgentOptions;
    // @ts-expect-error no number
    ({ ...sizes, componentCount: "3" }) satisfies AgentOptions;
    // @ts-expect-error how many actions there are is nobody's default
    ({ observationSize: 2 }) satisfies AgentOptions;
  });
});
