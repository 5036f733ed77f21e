import type { Learner } from "@drumlin/core/backend";
import { simdBackend } from "@drumlin/simd";
import {
  type AgentOptions,
  type BackendName,
  type PresetName,
  referenceBackend,
  resolveAgentOptions,
  Xoshiro128,
} from "drumlin";
import { createLayout, Units } from "../packages/simd/src/layout.ts";
import { gradientPart } from "./gradient-part.ts";
import type { Subject } from "./subject.ts";

/** D, A, K of a learner that is timed, and options that are not the preset's; T is the preset's. */
export interface LearnerSizes extends Partial<AgentOptions> {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly componentCount: number;
}

const BUFFER_CAPACITY = 10_000;
/** ρ, so small that no hill dies meanwhile: what is timed is the update of all of them, penalty included. */
const SPARSITY = 1e-12;
const UNITS = { limit: 1e9, rewardScale: 1, commonValue: 0 };

/** One update of a learner on a minibatch of a full buffer of random transitions, with so many of its hills still live. */
export function updateSubject(
  backend: BackendName,
  preset: PresetName,
  sizes: LearnerSizes,
  liveCount = sizes.componentCount,
): Subject {
  const options = learnerOptions(preset, sizes);
  const learner = (backend === "simd" ? simdBackend : referenceBackend).createLearner(options, 1);
  fill(learner);
  leaveLive(learner, liveCount);
  const schedule = { learningRateFactor: 1, sparsity: SPARSITY };
  const { observationSize } = sizes;
  const normalizer = {
    center: new Float64Array(observationSize),
    scale: new Float64Array(observationSize).fill(1),
    low: new Float64Array(observationSize).fill(Number.NEGATIVE_INFINITY),
    high: new Float64Array(observationSize).fill(Number.POSITIVE_INFINITY),
    ...UNITS,
    normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, at: number) {
      for (let i = 0; i < observationSize; i++) out[outAt + i] = observation[at + i];
    },
  };
  return { name: "update", backend, call: () => learner.update(normalizer, schedule) };
}

/** The part of the fast backend's update that a native kernel is timed on, on a minibatch of the same buffer. */
export function gradientSubject(preset: PresetName, sizes: LearnerSizes): Subject {
  const options = learnerOptions(preset, sizes);
  const learner = simdBackend.createLearner(options, 1);
  fill(learner);
  const { memory, run } = gradientPart(options);
  const { inverseScale, units, groupCount } = createLayout(options);
  new Uint8Array(memory.buffer).set(new Uint8Array(learner.rows.buffer));
  new Float64Array(memory.buffer, inverseScale, sizes.observationSize).fill(1);
  new Float64Array(memory.buffer, units, Units.count).set([
    UNITS.rewardScale,
    UNITS.commonValue,
    UNITS.limit,
  ]);
  return { name: "gradient", backend: "simd", call: () => run(groupCount) };
}

function learnerOptions(preset: PresetName, sizes: LearnerSizes) {
  return resolveAgentOptions({ preset, bufferCapacity: BUFFER_CAPACITY, seed: 1, ...sizes });
}

function fill({ buffer, rows }: Learner): void {
  const random = Xoshiro128.fromSeed(1, 1);
  const { observationSize, actionCount, capacity } = buffer;
  const observe = () => Float64Array.from({ length: observationSize }, () => random.normal());
  const mask = new Uint8Array(actionCount).fill(1);
  for (let n = 0; n < capacity; n++) {
    buffer.append(observe(), 0, random.integer(actionCount), random.normal(), observe(), mask, 0.99);
  }
  for (let t = 0; t < rows.length; t++) rows[t] = random.integer(capacity);
}

/** As if all hills but the first few had died and been dropped. */
function leaveLive(learner: Learner, liveCount: number): void {
  for (const { counts } of Object.values(learner.state())) if (counts) counts[0] = liveCount;
  learner.restored();
}
