import { type Agent, adjustableOptions, createAgent, GaussianPolicy, loadAgent } from "drumlin";
import fc from "fast-check";
import { oddValues } from "../damage.ts";
import { checkRefusal, Finding, type Part } from "../part.ts";
import { judgedValues } from "./judged-agent.ts";

const size = 3;
const actions = 2;

/** Sequences of calls, right and wrong: a wrong one is refused and changes nothing, a right one leaves an agent that is sound. */
export const apiCalls: Part = {
  name: "calls",
  what: "random sequences of the library's calls, arguments right and wrong",
  share: 2,
  patience: 120,
  async prepare(_folder, seed) {
    const file = (
      await createAgent({
        observationSize: size,
        actionCount: actions,
        componentCount: 4,
        bufferCapacity: 100,
        learningStarts: 20,
        batchSize: 8,
        seed,
      })
    ).save();
    return {
      async attempt(random, count) {
        await fc
          .assert(
            fc.asyncProperty(fc.array(anyCall, { minLength: 40, maxLength: 80 }), async (calls) => {
              let current = await loadAgent(file);
              for (const call of calls) {
                count.add("calls");
                current = await made(call, current);
              }
              judgedValues(current, [
                [0, 0, 0],
                [1, -1, 1e6],
              ]);
            }),
            // Shrinking what failed ends before the case would count as one that hangs.
            { seed: random.nextUint32() | 0, numRuns: 5, interruptAfterTimeLimit: 2500 },
          )
          .catch((error: Error) => {
            throw new Finding(error.message.slice(0, 3000));
          });
        return "worked";
      },
    };
  },
};

const number = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }) },
);
const observation = fc.array(number, { minLength: size, maxLength: size });
const odd = fc.constantFrom(...oddValues);
const oddObservation = fc.oneof(odd, fc.array(fc.oneof(number, odd), { maxLength: 5 }));
const transition = fc.record({
  observation,
  action: fc.nat(actions - 1),
  reward: number,
  nextObservation: observation,
  terminated: fc.boolean(),
  truncated: fc.boolean(),
});
const oddTransition = fc.oneof(
  odd,
  fc.record(
    {
      observation: fc.oneof(observation, oddObservation),
      action: fc.oneof(fc.nat(3), odd),
      reward: fc.oneof(number, odd),
      nextObservation: fc.oneof(observation, oddObservation),
      terminated: fc.oneof(fc.boolean(), odd),
      truncated: fc.oneof(fc.boolean(), odd),
      nextMask: odd,
    },
    { requiredKeys: [] },
  ),
);

const anyCall = fc.oneof(
  { weight: 20, arbitrary: fc.record({ name: fc.constant("observe"), argument: transition }) },
  {
    weight: 5,
    arbitrary: fc.record({
      name: fc.constantFrom("act", "qValues", "explain", "policy.act"),
      argument: observation,
    }),
  },
  { weight: 3, arbitrary: fc.record({ name: fc.constant("observe"), argument: oddTransition }) },
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constantFrom("act", "qValues", "explain", "policy.act"),
      argument: oddObservation,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constantFrom("metrics", "save", "policy"),
      argument: fc.constant(undefined),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constantFrom("remembered", "snapshot"),
      argument: fc.oneof(fc.nat(200), odd),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant("adjusted"),
      argument: fc.dictionary(
        fc.constantFrom(...adjustableOptions, "seed", "__proto__", "constructor"),
        fc.oneof(number, odd),
        { maxKeys: 3 },
      ),
    }),
  },
);

type Call = typeof anyCall extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Makes one call on the agent; the agent to go on with. */
async function made({ name, argument }: Call, agent: Agent): Promise<Agent> {
  const before = agent.save();
  try {
    switch (name) {
      case "observe":
        agent.observe(argument as never);
        return agent;
      case "act":
      case "qValues":
      case "explain":
        agent[name](argument as never);
        return agent;
      case "policy.act":
        agent.policy.act(argument as never);
        return agent;
      case "metrics":
        for (const [metric, value] of Object.entries(agent.metrics()))
          if (!Number.isFinite(value)) throw new Finding(`metrics() has ${metric} = ${value}`);
        return agent;
      case "save":
        return await loadAgent(agent.save());
      case "policy": {
        const read = GaussianPolicy.fromJSON(JSON.parse(JSON.stringify(agent.policy)));
        if (read.qValues([1, 2, 3]).join() !== agent.policy.qValues([1, 2, 3]).join())
          throw new Finding("a policy written down is another one");
        return agent;
      }
      case "adjusted":
        return agent.adjusted(argument as never);
      default:
        agent[name as "remembered"](argument as never);
        return agent;
    }
  } catch (error) {
    checkRefusal(error, [RangeError, TypeError], JSON.stringify({ name, argument }));
    if (Buffer.compare(before, agent.save()) !== 0)
      throw new Finding(`a refused ${name} changed the agent: ${JSON.stringify(argument)}`);
    return agent;
  }
}
