import { expect, it } from "vitest";
import type { Backend } from "../backends/backend.ts";
import { readCheckpoint, type StateTree, writeCheckpoint } from "../checkpoint.ts";
import { type AgentOptions, agentOptions } from "../options/agent-options.ts";
import { fits } from "../options/check-option.ts";
import { type AgentAdjustments, adjustableOptions } from "./adjustable-options.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld, sameBytes } from "./small-world.case.ts";

/** A value that is not the small agent's, for every option that may change. */
const ADJUSTMENTS: AgentAdjustments = Object.fromEntries(
  adjustableOptions.map((name) => {
    const [field, value] = [agentOptions[name], SMALL_AGENT[name]];
    const candidates = field.kind === "choice" ? field.choices : [2 * Number(value), Number(value) / 2, 0.02];
    return [name, candidates.find((candidate) => candidate !== value && fits(field, candidate))];
  }),
);

/** Steps at which an agent is caught: nothing seen; in the midst of a return; learning; ring wrapped; health checked. */
const INSTANTS = [0, 4, 60, 131, 1100];

/** The bytes of the same agent with other options in their header. */
function bytesWith(bytes: Uint8Array, changes: AgentAdjustments): Uint8Array {
  const { header, arrays } = readCheckpoint(bytes);
  const saved = header as { options: AgentOptions };
  return writeCheckpoint(
    { ...saved, options: { ...saved.options, ...changes } },
    Object.fromEntries(arrays) as StateTree,
  );
}

export function itAdjustsAgents(backend: Backend): void {
  const learned = (instant: number, options: Partial<AgentOptions> = {}) => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, ...options }, backend);
    const world = new SmallWorld(instant);
    live([agent], world, instant);
    return { agent, world };
  };

  it.each(agentOptions.sampler.choices)(
    "adjusted with nothing changed goes on to the bit, sampler %s",
    (sampler) => {
      for (const instant of INSTANTS) {
        const { agent, world } = learned(instant, { sampler });
        const twin = agent.adjusted({});
        expect(sameBytes(twin.save(), agent.save())).toBe(true);
        live([agent, twin], world, 200);
        expect(twin.metrics()).toEqual(agent.metrics());
        expect(twin.health).toEqual(agent.health);
        expect(sameBytes(twin.save(), agent.save())).toBe(true);
      }
    },
  );

  it.each(adjustableOptions)("adjusted in %s is what was saved and restored with it, to the bit", (name) => {
    const changes = { [name]: ADJUSTMENTS[name] };
    for (const instant of INSTANTS) {
      const { agent, world } = learned(instant, { sampler: "prioritized", target: "hard", sparsity: 0.001 });
      const before = agent.save();
      const adjusted = agent.adjusted(changes);
      const restored = SgmmQAgent.restore(bytesWith(before, changes), [], backend);
      expect(adjusted.options).toMatchObject(changes);
      live([adjusted, restored], world, 200);
      expect(sameBytes(adjusted.save(), restored.save())).toBe(true);
      expect(sameBytes(agent.save(), before)).toBe(true);
    }
  });

  it("an adjusted agent is restored from its own bytes with the options it has", () => {
    const { agent, world } = learned(100);
    const adjusted = agent.adjusted(ADJUSTMENTS);
    live([adjusted], world, 50);
    const twin = SgmmQAgent.restore(adjusted.save(), [], backend);
    expect(twin.options).toEqual(adjusted.options);
    live([adjusted, twin], world, 100);
    expect(sameBytes(twin.save(), adjusted.save())).toBe(true);
  });

  it("refuses by its name every option that shapes the agent, and says what can change", () => {
    const { agent } = learned(20);
    const names = new Set<string>(adjustableOptions);
    const fixed = Object.keys(agentOptions).filter((name) => !names.has(name));
    expect(fixed).toEqual(expect.arrayContaining(["componentCount", "seed", "observationScale"]));
    for (const name of [...fixed, "rho"]) {
      expect(() => agent.adjusted({ [name]: 1 })).toThrow(RangeError);
      expect(() => agent.adjusted({ [name]: 1 })).toThrow(
        new RegExp(`^${name} cannot be changed while an agent learns; what can is importanceExponent, `),
      );
    }
  });

  it("refuses a wrong value as at the making of an agent", () => {
    const { agent } = learned(20);
    expect(() => agent.adjusted({ sparsity: -1 })).toThrow(
      /^sparsity is -1; it must be a number of at least 0 and at most 1000000$/,
    );
    expect(() => agent.adjusted({ precisionMinimum: 1000 })).toThrow(/^precisionMinimum is 1000; /);
  });
}
