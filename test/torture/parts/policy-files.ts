import { GaussianPolicy, type Xoshiro128 } from "drumlin";
import { damagedText, damagedValue } from "../damage.ts";
import { checkRefusal, Finding, type Part } from "../part.ts";
import { askedObservations, exampleAgents, judgedValues } from "./judged-agent.ts";

/** Policy documents: damaged ones are refused or decide as they did; those without a checksum are refused or have finite values. */
export const policyFiles: Part = {
  name: "policy files",
  what: "damaged, forged and hand-written, given to `GaussianPolicy.fromJSON`",
  share: 2,
  patience: 60,
  async prepare(_folder, seed) {
    const policies = (await exampleAgents(seed)).map(({ policy }) => policy);
    const texts = policies.map((policy) => JSON.stringify(policy));
    return {
      async attempt(random) {
        const which = random.integer(texts.length);
        const isForged = random.integer(3) === 0;
        const text = isForged ? handWritten(texts[which]!, random) : damagedText(texts[which]!, random);
        let document: unknown;
        try {
          document = JSON.parse(text);
        } catch {
          return "refused";
        }
        let policy: GaussianPolicy;
        try {
          policy = GaussianPolicy.fromJSON(document as never);
        } catch (error) {
          checkRefusal(error, [RangeError], text);
          return "refused";
        }
        const observations = askedObservations(policy.observationSize, random);
        const values = judgedValues(policy, observations, text);
        for (const observation of observations) policy.explain(observation);
        if (isForged) return "other";
        const original = policies[which]!;
        if (
          policy.observationSize !== original.observationSize ||
          values !== judgedValues(original, observations)
        )
          throw new Finding("a damaged policy loads as another one", text);
        return "same";
      },
    };
  },
};

/** Another policy in the same format, without a checksum, as people write them. */
function handWritten(text: string, random: Xoshiro128): string {
  const { checksum: _, ...document } = JSON.parse(text);
  return JSON.stringify(damagedValue(document, random)) ?? "";
}
