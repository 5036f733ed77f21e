import { describe, expect, it } from "vitest";
import { referenceBackend } from "../backends/reference-backend.ts";
import type { Transition } from "../replay/transition.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld, sameBytes } from "./small-world.case.ts";

const OPTIONS = { ...SMALL_AGENT, returnSteps: 3, learningStarts: 5000 };

/** An agent of so many steps that are told to it as `tell` changes them. */
function agentTold(
  steps: number,
  tell: (transition: Transition, n: number) => Transition,
  options = OPTIONS,
) {
  const agent = new SgmmQAgent(options, referenceBackend);
  const world = new SmallWorld(3);
  for (let n = 0; n < steps; n++) agent.observe(tell(world.step(n % 3), n));
  return agent;
}

const rounded = (transition: Transition): Transition => ({
  ...transition,
  observation: Array.from(transition.observation, (number) => Number(number.toPrecision(3))),
});

describe("a broken stream", () => {
  it("is seen where observations are rounded and next observations are not, once, with the number of breaks", () => {
    const { health } = agentTold(4000, rounded);
    expect(health).toMatchObject([{ signature: "broken-stream", step: 1000 }]);
    expect(Number(/^of the last 1000 steps (\d+) did not begin/.exec(health[0].detail)?.[1])).toBeGreaterThan(
      800,
    );
    expect(health[0].detail).toContain("returns of 3 steps");
  });

  it("is seen where two streams are told in turn", () => {
    const worlds = [new SmallWorld(1), new SmallWorld(2)];
    const { health } = agentTold(1000, (_, n) => worlds[n % 2].step(1));
    expect(health).toMatchObject([{ signature: "broken-stream", step: 1000 }]);
  });

  it("is not seen in a whole stream, where both sides are rounded alike, or where streams take turns by episodes", () => {
    expect(agentTold(3000, (transition) => transition).health).toEqual([]);
    const alike = (transition: Transition) => ({
      ...rounded(transition),
      nextObservation: rounded({ ...transition, observation: transition.nextObservation }).observation,
    });
    expect(agentTold(3000, alike).health).toEqual([]);
    const worlds = [new SmallWorld(1), new SmallWorld(2)];
    let told = 0;
    const byEpisodes = () => {
      const transition = worlds[told].step(2);
      if (transition.terminated || transition.truncated) told = 1 - told;
      return transition;
    };
    expect(agentTold(3000, byEpisodes).health).toEqual([]);
  });

  it("is not seen where only the ends of episodes are forgotten, nor where returns of one step lose nothing", () => {
    const endless = (transition: Transition) => ({ ...transition, terminated: false, truncated: false });
    expect(agentTold(3000, endless).health).toEqual([]);
    expect(agentTold(3000, rounded, { ...OPTIONS, returnSteps: 1 }).health).toEqual([]);
  });

  it("is seen again after it had gone", () => {
    const agent = agentTold(3000, (transition, n) =>
      n < 1000 || n >= 2000 ? rounded(transition) : transition,
    );
    expect(agent.health.map(({ step }) => step)).toEqual([1000, 3000]);
  });

  it("is counted on by a restored agent, to the bit", () => {
    const agent = agentTold(700, rounded);
    const twin = SgmmQAgent.restore(agent.save(), [], referenceBackend);
    const world = new SmallWorld(4);
    live([agent, twin], world, 400);
    expect(agent.health).toMatchObject([{ signature: "broken-stream", step: 1000 }]);
    expect(twin.health).toEqual(agent.health);
    expect(sameBytes(twin.save(), agent.save())).toBe(true);
  });
});
