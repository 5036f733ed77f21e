import {
  type Agent,
  type AgentOptions,
  agentOptions,
  createAgent,
  make,
  type OptionField,
  presetNames,
  type Xoshiro128,
} from "drumlin";
import { oddValues } from "../damage.ts";
import { checkRefusal, type Part } from "../part.ts";
import { askedObservations, exercise } from "./judged-agent.ts";

/** Random options, most of them within their ranges and many at the ends of them: refused in a sentence, or an agent that stays sound. */
export const randomOptions: Part = {
  name: "options",
  what: "random and extreme, an agent made of them and trained for 300 steps",
  share: 1.5,
  patience: 120,
  async prepare() {
    return {
      async attempt(random, count) {
        const options = drawOptions(random);
        const text = JSON.stringify(options);
        let agent: Agent;
        try {
          agent = await createAgent(options, random.integer(2) === 0 ? "simd" : "reference");
        } catch (error) {
          checkRefusal(error, [RangeError], text);
          return "refused";
        }
        const environment = make("CartPole-v1");
        let { observation } = environment.reset({ seed: random.integer(1000) });
        for (let step = 0; step < 300; step++) {
          const action = agent.act(observation);
          const result = environment.step(action);
          agent.observe({
            observation,
            action,
            reward: result.reward,
            nextObservation: result.observation,
            terminated: result.terminated,
            truncated: result.truncated,
          });
          observation =
            result.terminated || result.truncated ? environment.reset().observation : result.observation;
        }
        count.add("calls", 600);
        await exercise(agent, askedObservations(4, random), undefined);
        return "worked";
      },
    };
  },
};

function drawOptions(random: Xoshiro128): AgentOptions {
  const options: Record<string, unknown> = { observationSize: 4, actionCount: 2 };
  options.preset = presetNames[random.integer(presetNames.length)];
  const { preset: _, observationSize: _s, actionCount: _a, stateCount: _n, ...drawn } = agentOptions;
  // Sizes that would only make a case slow stay small most of the time.
  options.componentCount = 1 + random.integer(12);
  options.batchSize = 1 + random.integer(70);
  options.bufferCapacity = 100 + random.integer(1000);
  options.updatesPerStep = 1;
  const names = Object.keys(drawn).filter((name) => !(name in options));
  for (let chosen = random.integer(12); chosen > 0; chosen--) {
    const name = names[random.integer(names.length)]!;
    options[name] =
      random.integer(40) === 0
        ? oddValues[random.integer(oddValues.length)]
        : drawValue((agentOptions as Record<string, OptionField>)[name]!, random);
  }
  return options as unknown as AgentOptions;
}

/** A value within the field's range: at an end of it, by magnitude, or near the default. */
function drawValue(field: OptionField, random: Xoshiro128): unknown {
  switch (field.kind) {
    case "boolean":
      return random.integer(2) === 0;
    case "choice":
      return field.choices[random.integer(field.choices.length)];
    case "list":
      return Array.from({ length: 4 }, () => drawValue(field.entry, random));
    default: {
      const { minimum, maximum } = field;
      const usual = field.default ?? 1;
      const drawn = [
        minimum,
        maximum,
        usual,
        usual * 10,
        usual / 10,
        usual * 10 ** (40 * random.uniform() - 20),
        10 ** (600 * random.uniform() - 300),
      ][random.integer(7)]!;
      const bounded = Math.min(maximum, Math.max(minimum, drawn));
      if (field.kind === "number") return bounded === minimum && field.above ? Number.MIN_VALUE : bounded;
      // A case with a thousand million steps to wait for, or updates, tells nothing that one with a million does not.
      return Math.floor(Math.min(bounded, 1e6));
    }
  }
}
