import type { LearnerOptions, LearnerState } from "@drumlin/core/backend";
import { HillRecords } from "./hill-records.ts";
import { emptyLane } from "./initialize-records.ts";
import { FORM_SCALE } from "./kernels/squared-distance.ts";
import { createLayout, LANES, type Layout, type MixtureOffsets, type Moments, Numbers } from "./layout.ts";

/** A table of the reference, K rows of `rowSize` numbers, and where a record keeps `scale` times them. */
interface Table {
  readonly group: string;
  readonly name: string;
  readonly rowSize: number;
  readonly offset: number;
  /** Where what rounding left over stands, where it is kept. */
  readonly low?: number;
  readonly scale?: number;
  /** Rows are symmetric matrices of which a record keeps the upper triangle. */
  readonly isSymmetric?: boolean;
  /** Another table stands in the same place, and is what is learned. */
  readonly isShared?: boolean;
}

const OPTIMIZERS = ["meanOptimizer", "covarianceOptimizer", "factorOptimizer"];

/** The state of a learner on this backend as the reference's would hold it. Needs no WebAssembly. */
export function toReferenceState(given: LearnerState, options: LearnerOptions): LearnerState {
  const layout = createLayout(options);
  const own = (name: string, length: number) => saved(given, "learner", name, length);
  const hills = own("hills", (layout.groupCount * layout.hill.bytes) / 4);
  const numbers = own("numbers", Numbers.count);
  const identities = own("identities", options.componentCount);
  const counts = own("counts", 1);
  const records = recordsOf(hills as Float32Array, layout);
  const state: Record<string, LearnerState[string]> = {};
  for (const { group, name, rowSize, offset, low, scale = 1, isSymmetric } of tables(layout)) {
    const table = new Float64Array(options.componentCount * rowSize);
    for (let k = 0; k < counts[0]; k++) {
      for (let i = 0; i < rowSize; i++) {
        const rest = low === undefined ? 0 : records.numbers[records.index(k, low, i)];
        const kept = isSymmetric ? upperIndex(i, options.observationSize) : i;
        table[k * rowSize + i] = (records.numbers[records.index(k, offset, kept)] + rest) / scale;
      }
    }
    state[group] = { ...state[group], [name]: table };
  }
  for (const group of OPTIMIZERS) {
    const powers = Float64Array.of(numbers[Numbers.firstPower], numbers[Numbers.secondPower]);
    state[group] = options.optimizer === "sgd" ? {} : { ...state[group], powers };
  }
  const { updateCount, loss, gradientNorm, meanTdError, tdErrorCount } = Numbers;
  return {
    ...state,
    current: { ...state.current, identities, counts },
    huber: { numbers: Float64Array.of(numbers[meanTdError], numbers[tdErrorCount]) },
    learner: { numbers: Float64Array.of(numbers[updateCount], numbers[loss], numbers[gradientNorm]) },
  };
}

/** A table of a saved state. Throws RangeError where it has none of so many numbers. */
function saved<Name extends string>(
  state: Partial<Record<string, Partial<Record<Name, LearnerState[string][string]>>>>,
  group: string,
  name: Name,
  length: number,
): LearnerState[string][string] {
  const table = state[group]?.[name];
  if (table?.length === length) return table;
  throw new RangeError(`the saved agent has no array learner/${group}/${name} of ${length} numbers`);
}

/** The state of a learner of the reference as this backend's would hold it, to single precision. Needs no WebAssembly. */
export function fromReferenceState(state: LearnerState, options: LearnerOptions): LearnerState {
  const layout = createLayout(options);
  const identities = saved(state, "current", "identities", options.componentCount);
  const counts = saved(state, "current", "counts", 1);
  const [updates, huber] = [saved(state, "learner", "numbers", 3), saved(state, "huber", "numbers", 2)];
  const { groupCount, hill } = layout;
  const hills = new Float32Array((groupCount * hill.bytes) / 4);
  const records = recordsOf(hills, layout);
  for (let k = 0; k < groupCount * LANES; k++) emptyLane(records, layout, k);
  for (let k = 0; k < counts[0]; k++) records.numbers[records.index(k, hill.live, 0)] = 1;

  for (const { group, name, rowSize, offset, low, scale = 1, isShared } of tables(layout)) {
    if (isShared) continue;
    const table = saved(state, group, name, options.componentCount * rowSize);
    for (let k = 0; k < counts[0]; k++) {
      for (let i = 0; i < rowSize; i++) {
        const exact = table[k * rowSize + i] * scale;
        records.numbers[records.index(k, offset, i)] = exact;
        if (low !== undefined) records.numbers[records.index(k, low, i)] = exact - Math.fround(exact);
      }
    }
  }
  for (let k = 0; k < counts[0]; k++) deriveMixture(records, layout, state.current, k);

  const numbers = new Float64Array(Numbers.count);
  [numbers[Numbers.firstPower], numbers[Numbers.secondPower]] = state.meanOptimizer?.powers ?? [1, 1];
  [numbers[Numbers.meanTdError], numbers[Numbers.tdErrorCount]] = huber;
  [numbers[Numbers.updateCount], numbers[Numbers.loss], numbers[Numbers.gradientNorm]] = updates;
  return { learner: { hills, numbers, identities, counts } };
}

/** The place in the upper triangle of what stands at `i` of a symmetric matrix, row-major. */
function upperIndex(i: number, size: number): number {
  const [row, column] = [Math.floor(i / size), i % size];
  return row <= column ? i : column * size + row;
}

function recordsOf(hills: Float32Array, layout: Layout): HillRecords {
  return new HillRecords(hills.buffer, { ...layout, hills: hills.byteOffset });
}

/** Everything that is learned, and the copies of it. */
function tables({ hill, options, packed, frameLength, isDiagonal }: Layout): Table[] {
  const { observationSize, actionCount, factorCount } = options;
  const factorSize = factorCount * actionCount;

  const moments = (
    group: string,
    first: string,
    of: Moments,
    firstSize: number,
    secondSize: number,
    isSymmetric = false,
  ): Table[] => {
    const adam = [
      { group, name: first, rowSize: firstSize, offset: of.first, isSymmetric },
      { group, name: "second", rowSize: secondSize, offset: of.second },
    ];
    const amsgrad = { group, name: "greatest", rowSize: secondSize, offset: of.greatest };
    return { adam, amsgrad: [...adam, amsgrad], sgd: [] }[options.optimizer];
  };
  const copy = (group: string, at: MixtureOffsets, low: number): Table[] => {
    const parts = [
      { name: "means", rowSize: observationSize, offset: at.means, scale: 1 },
      { name: "quadraticForms", rowSize: packed, offset: at.forms, scale: FORM_SCALE },
      { name: "weights", rowSize: actionCount, offset: at.weights, scale: 1 },
    ];
    if (at === hill.current) return parts.map((part) => ({ ...part, group, isShared: true }));
    // What rounding left over of the three stands one behind the other, as they do.
    return parts.map((part) => ({ ...part, group, low: low + part.offset - at.means }));
  };
  return [
    {
      group: "current",
      name: "means",
      rowSize: observationSize,
      offset: hill.current.means,
      low: hill.meansLow,
    },
    {
      group: "current",
      name: "covariancePoints",
      rowSize: frameLength,
      offset: hill.frames,
      low: hill.framesLow,
    },
    { group: "current", name: "factors", rowSize: factorSize, offset: hill.factors, low: hill.factorsLow },
    ...copy("target", hill.target, hill.targetLow),
    ...copy("averaged", hill.averaged, hill.averagedLow),
    ...moments("meanOptimizer", "first", hill.meanMoments, observationSize, observationSize),
    ...moments("covarianceOptimizer", "momentum", hill.frameMoments, frameLength, 1, !isDiagonal),
    ...moments("factorOptimizer", "first", hill.factorMoments, factorSize, factorSize),
  ];
}

/** Writes what hill k of the current mixture derives from its frame and factors: P = WᵀW, ξ_a = Π_j υ_{j,a}. */
function deriveMixture(
  records: HillRecords,
  { hill, options, isDiagonal }: Layout,
  { covariancePoints, factors }: LearnerState[string],
  k: number,
): void {
  const { observationSize: size, actionCount, factorCount } = options;
  const setForm = (entry: number, coefficient: number) => {
    records.numbers[records.index(k, hill.current.forms, entry)] = FORM_SCALE * coefficient;
  };
  if (isDiagonal) {
    for (let i = 0; i < size; i++)
      setForm(i, covariancePoints[k * size + i] * covariancePoints[k * size + i]);
  } else {
    const frame = (row: number, column: number) => covariancePoints[(k * size + row) * size + column];
    let next = 0;
    for (let i = 0; i < size; i++) {
      for (let j = i; j < size; j++) {
        let precision = 0;
        for (let row = 0; row < size; row++) precision += frame(row, i) * frame(row, j);
        setForm(next++, (i === j ? 1 : 2) * precision);
      }
    }
  }
  for (let a = 0; a < actionCount; a++) {
    let weight = 1;
    for (let j = 0; j < factorCount; j++) weight *= factors[(k * factorCount + j) * actionCount + a];
    records.numbers[records.index(k, hill.current.weights, a)] = weight;
  }
}
