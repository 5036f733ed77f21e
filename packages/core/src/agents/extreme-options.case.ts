import { expect, it } from "vitest";
import type { Backend } from "../backends/backend.ts";
import { type AgentOptions, agentOptions, agentSettings } from "../options/agent-options.ts";
import type { OptionField } from "../options/option-field.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { SmallWorld, sameBytes } from "./small-world.case.ts";

const TRIALS = 80;
const STEPS = 120;

/** What costs time or memory alone, and says nothing of numbers: kept small. */
const SMALL: Readonly<Record<string, readonly number[]>> = {
  componentCount: [1, 4, 9],
  batchSize: [1, 5],
  bufferCapacity: [1, 30],
  updatesPerStep: [1, 2],
  returnSteps: [1, 3, 1000],
  learningStarts: [1, 10],
  prunedComponents: [0, 1],
};

/** Whatever is chosen of every option's range, its ends above all, an agent stays finite. */
export function itBearsExtremeOptions(backend: Backend): void {
  it("with any values in their ranges, the ends of each above all, all that an agent says is finite, and it is loaded to the bit", () => {
    const random = Xoshiro128.fromSeed(0, 61);
    let made = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const options = drawOptions(random);
      let agent: SgmmQAgent;
      try {
        agent = new SgmmQAgent(options, backend);
      } catch (error) {
        // Some are refused together.
        expect(error, JSON.stringify(options)).toBeInstanceOf(RangeError);
        continue;
      }
      made++;
      expectFinite(agent, trial, backend, JSON.stringify(options));
    }
    expect(made).toBeGreaterThan(TRIALS / 4);
  });
}

function drawOptions(random: Xoshiro128): AgentOptions {
  const chosen: Record<string, unknown> = { observationSize: 2, actionCount: 3, seed: random.integer(1000) };
  for (const [name, field] of Object.entries<OptionField>(agentSettings)) {
    // The metric and the penalty rule out most of the rest.
    const isRare = name === "metric" || name === "penalty";
    if (random.uniform() < (isRare ? 0.9 : 0.5)) continue;
    chosen[name] = drawValue(name, field, random);
  }
  if (random.integer(4) === 0)
    chosen.observationScale = pick(
      [
        [1e-100, 1e100],
        [1e100, 1e100],
        [1, 1e-9],
      ],
      random,
    );
  if (random.integer(4) === 0)
    chosen.observationCenter = pick(
      [
        [1e100, -1e100],
        [0, 1e-300],
      ],
      random,
    );
  return { ...chosen, preset: pick(agentOptions.preset.choices, random) } as AgentOptions;
}

function drawValue(name: string, field: OptionField, random: Xoshiro128): unknown {
  if (Object.hasOwn(SMALL, name)) return pick(SMALL[name], random);
  if (field.kind === "boolean") return random.integer(2) === 0;
  if (field.kind === "choice") return pick(field.choices, random);
  if (field.kind === "list") return expect.unreachable("no setting is a list");
  const { minimum, maximum, above } = field;
  const least = above ? Math.max(minimum, 1e-300) : minimum;
  const between =
    field.kind === "integer" ? [Math.min(maximum, least + 7)] : [Math.min(maximum, least + 0.5)];
  return pick([least, maximum, ...between], random);
}

function pick<T>(values: readonly T[], random: Xoshiro128): T {
  return values[random.integer(values.length)];
}

function expectFinite(agent: SgmmQAgent, seed: number, backend: Backend, what: string): void {
  const world = new SmallWorld(seed);
  // Rewards and observations of wild sizes among usual ones.
  const wild = Xoshiro128.fromSeed(seed, 62);
  for (let step = 0; step < STEPS; step++) {
    const { mask, observation: before } = world;
    const transition = world.step(agent.act(before, { mask }));
    const isWild = wild.integer(20) === 0;
    const reward = isWild ? pick([1e100, -1e100, 1e-300, 1e20], wild) : transition.reward;
    const nextObservation = isWild ? [1e100, -1e-300] : transition.nextObservation;
    agent.observe({ ...transition, reward, nextObservation });
    if (step % 20 !== 0) continue;
    const said = [before, [1e100, -1e100], [0, 0]].flatMap((each) => [...agent.qValues(each)]);
    const numbers = [...said, ...Object.values(agent.metrics())];
    expect(
      numbers.filter((number) => !Number.isFinite(number)),
      what,
    ).toEqual([]);
  }
  const bytes = agent.save();
  expect(sameBytes(SgmmQAgent.restore(bytes, [], backend).save(), bytes), what).toBe(true);
}
