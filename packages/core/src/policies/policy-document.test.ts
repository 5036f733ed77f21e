import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianPolicy } from "./gaussian-policy.ts";
import { boundedPolicy } from "./random-policy.case.ts";

const MUTATIONS = 3000;
const CHARACTERS = '0123456789.-+eE,:[]{}" abcdefxyz';

describe("a policy written down", () => {
  const { policy, drawState } = boundedPolicy(Xoshiro128.fromSeed(0, 60), 3, 2, 4);
  const text = JSON.stringify(policy, null, 1);
  const states = Array.from({ length: 20 }, drawState);
  const valuesOf = (each: GaussianPolicy) => states.map((state) => [...each.qValues(state)]);

  it("has a checksum, which an object that a program may change has not", () => {
    expect(JSON.parse(text).checksum).toMatch(/^fnv1a32:[0-9a-f]{8}$/);
    expect(policy.toJSON()).not.toHaveProperty("checksum");
    const { checksum: _, ...written } = JSON.parse(text);
    expect(written).toEqual(policy.toJSON());
  });

  it("has the checksum of its entries alone: neither layout nor order nor what else a file says matters", () => {
    const { hills, ...others } = JSON.parse(text);
    const rearranged = { note: "mine", hills, ...others, observationNames: [] };
    expect(valuesOf(GaussianPolicy.fromJSON(JSON.parse(JSON.stringify(rearranged))))).toEqual(
      valuesOf(policy),
    );
  });

  it("with any character changed, inserted or lost is no JSON, is refused by one RangeError, or is the same policy", () => {
    const random = Xoshiro128.fromSeed(1, 60);
    const outcomes = { text: 0, refused: 0, same: 0 };
    for (let trial = 0; trial < MUTATIONS; trial++) {
      const at = random.integer(text.length);
      const lost = random.integer(3) === 0 ? 0 : 1;
      const put = random.integer(4) === 0 ? "" : CHARACTERS[random.integer(CHARACTERS.length)];
      const mutated = text.slice(0, at) + put + text.slice(at + lost);
      let document: unknown;
      try {
        document = JSON.parse(mutated);
      } catch {
        outcomes.text++;
        continue;
      }
      let found: GaussianPolicy;
      try {
        found = GaussianPolicy.fromJSON(document);
      } catch (error) {
        expect(error, mutated.slice(at - 9, at + 9)).toBeInstanceOf(RangeError);
        outcomes.refused++;
        continue;
      }
      expect(valuesOf(found), mutated.slice(at - 9, at + 9)).toEqual(valuesOf(policy));
      outcomes.same++;
    }
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 10);
  });

  it("by hand, without a checksum, is read where its numbers are a policy's, and Q of it is finite wherever one looks", () => {
    const document = policy.toJSON();
    const [hill, ...hills] = document.hills;
    const extremes = [
      { rewardScale: 1e120, commonValue: -1e120 },
      { scale: document.scale.map(() => 1e-100), limit: null },
      { hills: [{ ...hill, weights: hill.weights.map(() => -1e30) }, ...hills] },
      { hills: [{ ...hill, precision: hill.precision.map((entry) => 1e20 * entry) }, ...hills] },
    ];
    for (const changes of extremes) {
      const found = GaussianPolicy.fromJSON({ ...document, ...changes });
      for (const state of [...states, [1e100, -1e100, 0], [0, 0, 0]]) {
        expect([...found.qValues(state)].every(Number.isFinite), JSON.stringify(changes)).toBe(true);
      }
    }
  });

  it.each([
    ["rewardScale", { rewardScale: 1e308 }],
    ["rewardScale", { rewardScale: 0 }],
    ["commonValue", { commonValue: 1e300 }],
    ["commonValue", { commonValue: null }],
    ["scale", { scale: [1, 1, 1e-320] }],
    ["center", { center: [0, 0, Number.NaN] }],
    ["center", { center: [0, 0] }],
    ["observationSize", { observationSize: "3" }],
    ["actionCount", { actionCount: 1e9 }],
    ["limit", { limit: "" }],
    ["visited", { visited: [] }],
    ["visited.low[0]", { visited: { low: [1, 1, 1], high: [0, 2, 2] } }],
    ["hills", { hills: null }],
    ["checksum", { checksum: null }],
    ["checksul", { checksul: "fnv1a32:27c07b5b" }],
    ["hills[0]", { hills: [null] }],
  ])("with another %s than a policy can have is refused by its name", (field, changes) => {
    const read = () => GaussianPolicy.fromJSON({ ...policy.toJSON(), ...changes });
    expect(read).toThrow(RangeError);
    expect(read).toThrow(new RegExp(`^${field.replace(/[[\]]/g, "\\$&")} `));
  });

  it.each([
    ["mean", [0, 0, 1e300]],
    ["precision", [1, 2, 0, 1, 0, 1]],
    ["precision", [0, 0, 0, 1, 0, 1]],
    ["precision", [1e300, 0, 0, 1, 0, 1]],
    ["weights", [0, 1e308]],
    ["weights", [0]],
    ["id", -1],
    ["id", 1.5],
  ])("with another %s of a hill than one can have, %j, is refused by its name", (name, value) => {
    const [hill] = policy.toJSON().hills;
    const read = () => GaussianPolicy.fromJSON({ ...policy.toJSON(), hills: [{ ...hill, [name]: value }] });
    expect(read).toThrow(RangeError);
    expect(read).toThrow(new RegExp(`^hills\\[0\\]\\.${name} `));
  });
});
