import type { LearnerOptions } from "./backend.ts";

/** Bytes of what is learned and computed with, and of the transitions remembered. */
export interface MemoryNeed {
  readonly model: number;
  readonly buffer: number;
}

/** The options that decide how much memory a learner takes. */
export type MemorySizes = Pick<
  LearnerOptions,
  | "observationSize"
  | "actionCount"
  | "componentCount"
  | "factorCount"
  | "batchSize"
  | "bufferCapacity"
  | "metric"
  | "covariance"
  | "optimizer"
  | "target"
  | "averagingRate"
  | "restingReach"
>;

/** What a learner of these sizes would take. */
export type MemoryOf = (sizes: MemorySizes) => MemoryNeed;

/** Half a gibibyte: beyond it an update takes seconds. */
const MODEL_LIMIT = 0x2000_0000;

/** What a size is called that can be made smaller, and its least value. */
const MODEL_SIZES = ["componentCount", "observationSize", "actionCount", "batchSize"] as const;
type Size = (typeof MODEL_SIZES)[number] | "bufferCapacity";

/**
 * Why a learner of these sizes is too large for a backend, in one sentence with what would fit; undefined where it is not.
 * `limit`: bytes that the backend can hold in all.
 */
export function sizeComplaint(
  backend: string,
  sizes: MemorySizes,
  memoryOf: MemoryOf,
  limit: number,
): string | undefined {
  const fits = (changes: Partial<MemorySizes>) => {
    const { model, buffer } = memoryOf({ ...sizes, ...changes });
    return model <= MODEL_LIMIT && model + buffer <= limit;
  };
  if (fits({})) return undefined;
  const { model, buffer } = memoryOf(sizes);
  const [what, need, most] =
    model > MODEL_LIMIT
      ? ["a model of these sizes", model, MODEL_LIMIT]
      : ["these sizes with their replay buffer", model + buffer, limit];
  const candidates: readonly Size[] = model > MODEL_LIMIT ? MODEL_SIZES : ["bufferCapacity"];
  const fitting = candidates.flatMap((name) => {
    const largest = largestFitting(sizes[name], (value) => fits({ [name]: value }));
    return largest === 0 ? [] : [`${name} ${largest}`];
  });
  if (model > MODEL_LIMIT && sizes.covariance === "full" && sizes.metric === "affine-invariant") {
    if (fits({ covariance: "diagonal" })) fitting.push('covariance: "diagonal"');
  }
  const hint = fitting.length === 0 ? "smaller sizes would fit" : `${fitting.join(" or ")} would fit`;
  return `${what} would take ${megabytes(need)} on the backend "${backend}", which takes up to ${megabytes(most)}; ${hint}`;
}

/** The greatest value up to `most` that fits, of those of which all smaller ones fit; 0 where none does. */
function largestFitting(most: number, fits: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Bytes of a replay buffer's columns: two observations, reward and discount, action, mask. */
export function bufferBytes({ bufferCapacity, observationSize, actionCount }: MemorySizes): number {
  return bufferCapacity * (16 * observationSize + 20 + actionCount);
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
