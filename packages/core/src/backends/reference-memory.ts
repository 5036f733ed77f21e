import { packedLength } from "../linalg/packed.ts";
import { bufferBytes, type MemoryNeed, type MemorySizes } from "./memory-need.ts";

const DOUBLE = 8;

/** Numbers that a learner of the reference keeps, the buffer left aside: all arrays of its state. */
export function referenceStateLength(sizes: MemorySizes): number {
  const { componentCount, observationSize: size, actionCount, factorCount, optimizer } = sizes;
  const { form, point } = shape(sizes);
  const factors = factorCount * actionCount;
  const current = size + point + factors + 1;
  const copies = 2 * (size + form + actionCount);
  const coordinates = size + factors;
  const moments = { sgd: 0, adam: 2 * coordinates + point + 1, amsgrad: 3 * coordinates + point + 2 };
  const powers = optimizer === "sgd" ? 0 : 6;
  return componentCount * (current + copies + moments[optimizer]) + powers + 6;
}

/** What a learner of the reference takes. */
export function referenceMemory(sizes: MemorySizes): MemoryNeed {
  const { componentCount, observationSize: size, actionCount, factorCount, batchSize } = sizes;
  const { form, point } = shape(sizes);
  const gradients = 3 * (size + form + actionCount) + point + factorCount * actionCount + size + 1;
  const minibatch = batchSize * (2 * componentCount + 2 * size + 4 * actionCount + 8);
  const numbers = referenceStateLength(sizes) + componentCount * gradients + minibatch;
  return { model: DOUBLE * numbers, buffer: bufferBytes(sizes) };
}

/** Numbers of a quadratic form, and of a covariance's point as its metric keeps it. */
function shape({ observationSize: size, metric, covariance }: MemorySizes): { form: number; point: number } {
  if (covariance === "diagonal") return { form: size, point: size };
  const form = packedLength(size);
  return { form, point: metric === "log-cholesky" ? form : size * size };
}
