import type { Backend } from "../backends/backend.ts";
import type { Checkpoint, StateArray } from "../checkpoint.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { PROBE_COUNT } from "./health-monitor.ts";

/**
 * Throws RangeError unless a checkpoint holds as many numbers as an agent of these options has: whoever only claims sizes is refused
 * before anything of them is made.
 */
export function checkSavedSizes(
  { arrays }: Checkpoint,
  options: ResolvedAgentOptions,
  backend: Pick<Backend, "name" | "stateLength">,
): void {
  const lengthOf = (path: string) => arrays.get(path)?.length;
  let learned = 0;
  for (const [path, { length }] of arrays) if (path.startsWith("learner/")) learned += length;
  const isOfSizes =
    lengthOf("monitor/probes") === PROBE_COUNT * options.observationSize &&
    lengthOf("queue/nextMask") === options.actionCount &&
    learned === backend.stateLength(options);
  if (isOfSizes) return;
  throw new RangeError(
    `the saved agent does not hold what its options say: ${options.componentCount} hills of ${options.observationSize} observations and ${options.actionCount} actions on the backend "${backend.name}"`,
  );
}

type Fits = (value: number, at: number) => boolean;
const isNumber: Fits = Number.isFinite;
/** What was observed, up to 1e100, its sums over a discounted future, and its square. */
const isObserved: Fits = (value) => Math.abs(value) <= 1e120;
const isSquare: Fits = (value) => value >= 0 && value <= 1e240;
const isNotNegative: Fits = (value) => value >= 0 && value <= Number.MAX_VALUE;
const isShare: Fits = (value) => value >= 0 && value <= 1;
const isCount: Fits = (value) => Number.isSafeInteger(value) && value >= 0;
const isBelow =
  (limit: number): Fits =>
  (value) =>
    Number.isInteger(value) && value >= 0 && value < limit;

/** Updates; a loss and a gradient norm as they were, finite or not; the running TD error and its count; β₁ⁿ and β₂ⁿ. */
const isLearnerNumber: Fits = (value, at) => {
  if (at === 1 || at === 2) return !(value < 0);
  return at < 5 ? isSquare(value, at) : isShare(value, at);
};

/** What the numbers of each array may be: the first rule whose pattern a path matches holds. */
function rules(options: ResolvedAgentOptions): readonly (readonly [path: RegExp, fits: Fits])[] {
  const { actionCount, componentCount, returnSteps } = options;
  return [
    [/^random\//, isCount],
    // ±∞ before the first is seen.
    [
      /^normalizer\/.*moments\/(low|high)$/,
      (value, at) => isObserved(value, at) || Math.abs(value) === Number.POSITIVE_INFINITY,
    ],
    [/^normalizer\/.*\/(squares|known|greatest)$/, isSquare],
    [/^normalizer\/observations\/scale$/, (value) => value >= 1e-100 && value <= 1e101],
    [/^normalizer\/.*\/count$/, isCount],
    [/^normalizer\/renewal\/numbers$/, isNotNegative],
    [/^queue\/actions$/, isBelow(actionCount)],
    [/^queue\/cursor$/, isBelow(returnSteps)],
    [/^queue\/nextMask$/, isShare],
    [/^stream\/numbers$/, isCount],
    // A reward before the first, and the least and greatest of none.
    [/^learning\/numbers$/, () => true],
    [/^sampler\//, isNotNegative],
    [/^learner\/learner\/numbers$/, isLearnerNumber],
    [/^learner\/.*\/identities$/, isBelow(componentCount)],
    [/^learner\/.*\/counts$/, isBelow(componentCount + 1)],
    [/^learner\/.*\/powers$/, isShare],
    [/^learner\/.*\/(second|greatest)$/, isNotNegative],
    [/^learner\/huber\//, isNotNegative],
    [/^monitor\/previousActions$/, isBelow(actionCount)],
    [/^monitor\/n/, isNotNegative],
    [/^agent\/counts$/, isCount],
    [/^learner\//, isNumber],
    [/^/, isObserved],
  ];
}

/** Throws RangeError naming the first array that holds a number which no agent of these options could have come to. */
export function checkSavedNumbers({ arrays }: Checkpoint, options: ResolvedAgentOptions): void {
  const table = rules(options);
  for (const [path, array] of arrays) {
    if (path === "records") continue;
    const fits = table.find(([pattern]) => pattern.test(path))?.[1] as Fits;
    const at = (array as Float64Array).findIndex((value, i) => !fits(value, i));
    if (at >= 0) refuse(path, array, at);
  }
  checkQueue(arrays);
  checkPriorities(arrays);
}

/** A step that waits may lead to a state where some action is allowed. */
function checkQueue(arrays: Checkpoint["arrays"]): void {
  const mask = arrays.get("queue/nextMask") as Uint8Array;
  const waiting = arrays.get("queue/cursor")?.[0] ?? 0;
  if (waiting > 0 && !mask.includes(1)) refuse("queue/nextMask", mask, 0);
}

/** Each node of the tree of priorities is the sum of its two children. */
function checkPriorities(arrays: Checkpoint["arrays"]): void {
  const sums = arrays.get("sampler/sums");
  if (sums === undefined) return;
  for (let node = 1; 2 * node + 1 < sums.length; node++) {
    if (sums[node] !== sums[2 * node] + sums[2 * node + 1]) refuse("sampler/sums", sums, node);
  }
}

function refuse(path: string, array: StateArray, at: number): never {
  throw new RangeError(
    `the saved agent's ${path} holds ${array[at]} at ${at}, which no agent of its options could have come to`,
  );
}
