import { describe, expect, it } from "vitest";
import { isCheckpoint, readCheckpoint, restoreTree, type StateTree, writeCheckpoint } from "./checkpoint.ts";
import { Xoshiro128 } from "./random/xoshiro128.ts";

const HEADER = { kind: "test", name: 'Größe – ρ ≈ 0 🏔 \\u0041 "\n', numbers: [1e-300, -0.1, 3], none: null };

function tree(): StateTree {
  return {
    doubles: Float64Array.of(Math.PI, -0, Number.POSITIVE_INFINITY, Number.NaN, 5e-324),
    words: Int32Array.of(-1, 2 ** 31 - 1, -(2 ** 31)),
    group: {
      "a name": Uint32Array.of(0, 2 ** 32 - 1, 7),
      deeper: { bytes: Uint8Array.of(0, 255, 1), empty: new Float64Array(0) },
    },
  };
}

describe("a checkpoint", () => {
  it("gives back its header, non-ASCII included, and every array to the bit", () => {
    const { header, arrays } = readCheckpoint(writeCheckpoint(HEADER, tree()));
    expect(header).toEqual(HEADER);
    expect([...arrays.keys()]).toEqual([
      "doubles",
      "words",
      "group/a name",
      "group/deeper/bytes",
      "group/deeper/empty",
    ]);
    const { doubles, words, group } = tree() as {
      doubles: Float64Array;
      words: Int32Array;
      group: StateTree;
    };
    expect(arrays.get("doubles")).toEqual(doubles);
    expect(Object.is(arrays.get("doubles")?.[1], -0)).toBe(true);
    expect(arrays.get("words")).toEqual(words);
    expect(arrays.get("group/a name")).toEqual(group["a name"]);
    expect(arrays.get("group/deeper/bytes")).toEqual(Uint8Array.of(0, 255, 1));
    expect(arrays.get("group/deeper/empty")).toEqual(new Float64Array(0));
  });

  it("survives a header and arrays of every length: each array begins at a multiple of 8", () => {
    for (let length = 0; length < 20; length++) {
      const arrays = {
        bytes: Uint8Array.from({ length }, (_, i) => i),
        doubles: Float64Array.from({ length }, (_, i) => i + 0.5),
        words: Int32Array.from({ length }, (_, i) => -i),
      };
      const header = "x".repeat(length);
      const bytes = writeCheckpoint(header, arrays);
      expect(bytes.length % 8).toBe(0);
      const read = readCheckpoint(bytes);
      expect(read.header).toBe(header);
      expect(Object.fromEntries(read.arrays)).toEqual(arrays);
    }
  });

  it("can be read from the midst of a longer array, and of an array that is itself a stretch", () => {
    const memory = Float64Array.of(9, 1, 2, 9);
    const bytes = writeCheckpoint("header", { stretch: memory.subarray(1, 3) });
    const longer = new Uint8Array(bytes.length + 10);
    longer.set(bytes, 5);
    const { arrays } = readCheckpoint(longer.subarray(5, 5 + bytes.length));
    expect(arrays.get("stretch")).toEqual(Float64Array.of(1, 2));
  });

  it("is the same bytes for the same state, and other bytes for another", () => {
    expect(writeCheckpoint(HEADER, tree())).toEqual(writeCheckpoint(HEADER, tree()));
    expect(writeCheckpoint({ ...HEADER, kind: "Test" }, tree())).not.toEqual(writeCheckpoint(HEADER, tree()));
  });

  it("with any one byte changed is refused in one sentence", () => {
    const bytes = writeCheckpoint(HEADER, tree());
    const random = Xoshiro128.fromSeed(0, 22);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] ^= 1 << random.integer(8);
      const read = () => readCheckpoint(damaged);
      expect(read, `byte ${at}`).toThrow(RangeError);
      expect(read, `byte ${at}`).toThrow(/^[^.!\n]+$/);
    }
  });

  it("cut short anywhere is refused as not an agent, or as cut short", () => {
    const bytes = writeCheckpoint(HEADER, tree());
    for (let length = 0; length < bytes.length; length++) {
      const expected = length < 8 ? /not a Drumlin agent/ : /damaged or cut short/;
      expect(() => readCheckpoint(bytes.subarray(0, length))).toThrow(expected);
    }
  });

  it("of a newer format says so, and which it can read", () => {
    const bytes = writeCheckpoint(HEADER, tree());
    bytes[8] = 2;
    expect(() => readCheckpoint(bytes)).toThrow(/newer Drumlin \(format 2\); this one reads format 1/);
  });

  it("is told from other files by its first bytes", () => {
    expect(isCheckpoint(writeCheckpoint(null, {}))).toBe(true);
    expect(isCheckpoint(new Uint8Array(0))).toBe(false);
    expect(isCheckpoint(new TextEncoder().encode('{"format":"drumlin-policy"}'))).toBe(false);
    expect(() => readCheckpoint(new TextEncoder().encode("PNG or anything else"))).toThrow(
      /not a Drumlin agent/,
    );
  });
});

describe("restoreTree", () => {
  const checkpoint = readCheckpoint(writeCheckpoint(null, tree()));

  it("overwrites arrays in place", () => {
    const own = tree() as { doubles: Float64Array };
    own.doubles.fill(0);
    const kept = own.doubles;
    restoreTree(own as unknown as StateTree, checkpoint);
    expect(own.doubles).toBe(kept);
    expect(kept[0]).toBe(Math.PI);
  });

  it.each([
    ["another length", { words: new Int32Array(4) }, "words"],
    ["another type", { words: new Uint32Array(3) }, "words"],
    ["another name", { group: { other: new Float64Array(1) } }, "group/other"],
  ])("refuses arrays of %s by name, before anything is written", (_, odd, path) => {
    const doubles = new Float64Array(5);
    expect(() => restoreTree({ doubles, ...odd } as StateTree, checkpoint)).toThrow(
      new RegExp(`no array ${path} `),
    );
    expect([...doubles]).toEqual([0, 0, 0, 0, 0]);
  });
});
