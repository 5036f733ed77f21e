import { type Agent, loadAgent, type Xoshiro128 } from "drumlin";
import { fnv1a } from "../../../packages/core/src/math/fnv-1a.ts";
import { damagedBytes, damagedValue, oddNumbers } from "../damage.ts";
import { checkRefusal, Finding, type Outcome, type Part } from "../part.ts";
import { askedObservations, exampleAgents, exercise, judgedValues } from "./judged-agent.ts";

/** Saved agents: damaged ones are refused or load as they were; forged ones, whose checksum is right, are refused or are sound agents. */
export const agentFiles: Part = {
  name: "agent files",
  what: "damaged and forged, given to `loadAgent`",
  share: 2,
  patience: 60,
  async prepare(_folder, seed) {
    const agents = await exampleAgents(seed);
    const files = agents.flatMap((agent) => [agent.save(), agent.save({ replay: false })]);
    return {
      async attempt(random) {
        const which = random.integer(files.length);
        const original = files[which]!;
        const isForged = random.integer(4) === 0;
        const bytes = isForged ? forged(original, random) : damagedBytes(original, random);
        return judge(bytes, isForged, agents[which >> 1]!, random);
      },
    };
  },
};

async function judge(
  bytes: Uint8Array,
  isForged: boolean,
  original: Agent,
  random: Xoshiro128,
): Promise<Outcome> {
  let loaded: Agent;
  try {
    loaded = await loadAgent(bytes);
  } catch (error) {
    checkRefusal(error, [RangeError], bytes);
    return "refused";
  }
  const observations = askedObservations(loaded.observationSize, random);
  if (!isForged) {
    if (
      loaded.observationSize !== original.observationSize ||
      judgedValues(loaded, observations) !== judgedValues(original, observations)
    )
      throw new Finding("a damaged file loads as another agent", bytes);
    return "same";
  }
  try {
    await exercise(loaded, observations, bytes);
  } catch (error) {
    if (error instanceof Finding) throw error;
    throw new Finding(`a forged agent was let in and then threw ${error}`, bytes);
  }
  return "other";
}

const PREAMBLE = 20;

/** As one would who knows the format: a directory or numbers of one's own choice, and a checksum that is right. */
function forged(original: Uint8Array, random: Xoshiro128): Uint8Array {
  const view = new DataView(original.buffer, original.byteOffset);
  const textLength = view.getUint32(12, true);
  const text = Buffer.from(original.subarray(PREAMBLE, PREAMBLE + textLength)).toString("latin1");
  const begin = (PREAMBLE + textLength + 7) & ~7;
  let directory = text;
  let arrays: Uint8Array = original.slice(begin);
  if (random.integer(2) === 0) directory = JSON.stringify(damagedValue(JSON.parse(text), random)) ?? "";
  else if (random.integer(4) === 0) arrays = damagedBytes(arrays, random);
  else {
    const numbers = new DataView(arrays.buffer);
    for (let changes = 1 + random.integer(4); changes > 0; changes--) {
      const at = 8 * random.integer(Math.max(1, arrays.length >> 3));
      if (at + 8 > arrays.length) continue;
      const value = oddNumbers[random.integer(oddNumbers.length)]!;
      if (random.integer(2) === 0) numbers.setFloat64(at, value, true);
      else numbers.setFloat32(at, value, true);
    }
  }
  const head = Buffer.from(directory.replace(/[\u0080-\uffff]/g, "?"), "latin1");
  const size = (PREAMBLE + head.length + 7) & ~7;
  const bytes = new Uint8Array(size + arrays.length);
  bytes.set(original.subarray(0, 12));
  bytes.set(head, PREAMBLE);
  bytes.set(arrays, size);
  const out = new DataView(bytes.buffer);
  out.setUint32(12, head.length, true);
  out.setUint32(16, checksum(bytes), true);
  return bytes;
}

/** Over all but the magic and itself, as docs/formats.md has it. */
function checksum(bytes: Uint8Array): number {
  return fnv1a(bytes, PREAMBLE, bytes.length, fnv1a(bytes, 8, 16));
}
