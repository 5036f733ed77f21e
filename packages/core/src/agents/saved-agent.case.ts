import { describe, expect, it } from "vitest";
import type { Backend } from "../backends/backend.ts";
import { readCheckpoint, type StateTree, writeCheckpoint } from "../checkpoint.ts";
import { fnv1a } from "../math/fnv-1a.ts";
import { type AgentOptions, agentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld, sameBytes } from "./small-world.case.ts";

const FLIPS = 200;
/** Magic, version, length of the directory; then the checksum. */
const CHECKSUM_AT = 16;
const PREAMBLE = 20;

/** What a forger would try instead of an option's value, or another one of the header. */
const FORGERIES: readonly unknown[] = [
  ...[0, -1, 0.5, 1e9, 1e300, Number.MAX_SAFE_INTEGER, 1_000_000, 100_000],
  ...[null, "", "1", [], {}, true, "__proto__", "constructor"],
];

/** What becomes of an agent's file that was damaged on the way, or written by somebody else. */
export function describeSavedAgent(backend: Backend): void {
  const samplers = agentOptions.sampler.choices;
  const saved = samplers.map((sampler) => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, sampler, returnSteps: 3 }, backend);
    live([agent], new SmallWorld(0), 90);
    return agent.save();
  });

  /** Restores and uses what was forged: it is refused by a RangeError in one line, or it is an agent. */
  function expectRefusalOrAgent(bytes: Uint8Array, what: string): "refused" | "an agent" {
    let agent: SgmmQAgent;
    try {
      agent = SgmmQAgent.restore(bytes, [], backend);
    } catch (error) {
      expect(error, what).toBeInstanceOf(RangeError);
      expect((error as Error).message, what).toMatch(/^[^\n]{1,400}$/);
      return "refused";
    }
    const own = agent.save();
    expect(sameBytes(SgmmQAgent.restore(own, [], backend).save(), own), what).toBe(true);
    const { observationSize: size, actionCount } = agent;
    const { batchSize, updatesPerStep } = agent.options;
    // What a forger's options make slow is the forger's own.
    const steps = batchSize * updatesPerStep > 100 ? 0 : 12;
    for (let step = 0; step < steps; step++) {
      const here = Array.from({ length: size }, (_, i) => Math.sin(step + i));
      const action = agent.act(here) % actionCount;
      const nextObservation = here.map((value) => value / 2);
      const transition = { observation: here, action, reward: 1, nextObservation };
      agent.observe({ ...transition, terminated: step % 9 === 0, truncated: false });
      expect([...agent.qValues(here)].every(Number.isFinite), what).toBe(true);
    }
    return "an agent";
  }

  describe("the file of an agent", () => {
    it.each(samplers)("with any bit flipped is refused by one RangeError, sampler %s", (sampler) => {
      const bytes = saved[samplers.indexOf(sampler)];
      const random = Xoshiro128.fromSeed(1, 50);
      for (let trial = 0; trial < FLIPS; trial++) {
        const damaged = bytes.slice();
        damaged[random.integer(bytes.length)] ^= 1 << random.integer(8);
        expect(expectRefusalOrAgent(damaged, `trial ${trial}`)).toBe("refused");
      }
    });

    it("cut short or continued is refused by one RangeError", () => {
      const [bytes] = saved;
      const random = Xoshiro128.fromSeed(2, 50);
      for (let trial = 0; trial < FLIPS; trial++) {
        const cut = bytes.slice(0, random.integer(bytes.length));
        expect(expectRefusalOrAgent(cut, `cut at ${cut.length}`)).toBe("refused");
        expect(expectRefusalOrAgent(sealed(cut), `cut at ${cut.length}, sealed`)).toBe("refused");
      }
      const longer = new Uint8Array(bytes.length + 8);
      longer.set(bytes);
      for (const each of [longer, sealed(longer)])
        expect(expectRefusalOrAgent(each, "longer")).toBe("refused");
    });

    it.each(samplers)(
      "forged anywhere, its checksum made to match, is refused or an agent, sampler %s",
      (sampler) => {
        const bytes = saved[samplers.indexOf(sampler)];
        const random = Xoshiro128.fromSeed(3, 50);
        const directory = new DataView(bytes.buffer).getUint32(12, true);
        for (let trial = 0; trial < FLIPS; trial++) {
          const forged = bytes.slice();
          // Half of them in the directory, where sizes stand.
          const within = trial % 2 === 0 ? directory : bytes.length - PREAMBLE;
          forged[PREAMBLE + random.integer(within)] = random.integer(256);
          expectRefusalOrAgent(sealed(forged), `trial ${trial}`);
        }
      },
    );

    it("with any number of any array forged is refused or an agent", () => {
      for (const bytes of saved) {
        const { header, arrays } = readCheckpoint(bytes);
        for (const [path, array] of arrays) {
          for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e30, 1e300]) {
            const forged = array.slice();
            forged[array.length - 1] = value;
            const tree = Object.fromEntries([...arrays, [path, forged]]) as StateTree;
            expectRefusalOrAgent(writeCheckpoint(header, tree), `the last of ${path} = ${value}`);
          }
        }
      }
    });

    it("that claims other sizes, or any other value of its header, is refused or an agent, and makes nothing of them before", () => {
      const { header, arrays } = readCheckpoint(saved[0]);
      const tree = Object.fromEntries(arrays) as StateTree;
      const { options, ...others } = header as { options: AgentOptions };
      for (const value of FORGERIES) {
        for (const name of Object.keys(options)) {
          const forged = { ...others, options: { ...options, [name]: value } };
          expectRefusalOrAgent(writeCheckpoint(forged, tree), `${name} = ${JSON.stringify(value)}`);
        }
        for (const name of Object.keys(others)) {
          const forged = { ...others, options, [name]: value };
          expectRefusalOrAgent(writeCheckpoint(forged, tree), `${name} = ${JSON.stringify(value)}`);
        }
        const forged = { ...others, options: value };
        expect(expectRefusalOrAgent(writeCheckpoint(forged, tree), "options")).toBe("refused");
        expect(expectRefusalOrAgent(writeCheckpoint(value, tree), "header")).toBe("refused");
      }
    });

    it("has as many numbers of the learner as the backend says before it makes one", () => {
      const metrics = agentOptions.metric.choices.map((metric) => ({ metric }));
      for (const optimizer of agentOptions.optimizer.choices) {
        for (const form of [...metrics, { covariance: "diagonal" } as const]) {
          const options = resolveAgentOptions({ ...SMALL_AGENT, optimizer, ...form });
          if (backend.complaint(options) !== undefined) continue;
          const groups = Object.values(backend.createLearner(options, 0).state());
          const arrays = groups.flatMap((group) => Object.values(group));
          expect(backend.stateLength(options), JSON.stringify(form)).toBe(
            arrays.reduce((sum, { length }) => sum + length, 0),
          );
        }
      }
    });

    it("that lacks any of its arrays is refused by one RangeError", () => {
      const { header, arrays } = readCheckpoint(saved[0]);
      for (const path of arrays.keys()) {
        const tree = Object.fromEntries([...arrays].filter(([other]) => other !== path)) as StateTree;
        expect(expectRefusalOrAgent(writeCheckpoint(header, tree), path)).toBe("refused");
      }
    });
  });
}

/** The bytes with the checksum of what they say, as a forger would make them. */
function sealed(bytes: Uint8Array): Uint8Array {
  if (bytes.length < PREAMBLE) return bytes;
  const forged = bytes.slice();
  const checksum = fnv1a(forged, PREAMBLE, forged.length, fnv1a(forged, 8, CHECKSUM_AT));
  new DataView(forged.buffer).setUint32(CHECKSUM_AT, checksum, true);
  return forged;
}
