import {
  type Claim,
  distinct,
  type Experiment,
  type FindingsFigure,
  type FindingsTable,
  fewestSeeds,
  finalReturn,
  formatReturn,
  heatMap,
  heatMapRows,
  judgeDifferences,
  mean,
  meanDifference,
  optionPairs,
  optionValues,
  type TrialRecord,
  trialsWith,
} from "@drumlin/lab/experiment";

const experiment: Experiment = {
  title: "How many Hadamard factors, and how much penalty",
  question:
    "A weight is a product of J factors, each penalised by ρ. How sparse do J and ρ make the model, what does it cost in return, and does it matter how the factors begin?",
  studies: [{ file: "hadamard.yaml", quick: { seeds: 1, steps: 3000 } }],

  analyse({ "hadamard.yaml": trials = [] }) {
    const free = freePenalties(trials);
    return {
      text: sparsestText(free),
      tables: [freePenaltyTable(free)],
      figures: distinct(trials, "environment").flatMap((environment) =>
        optionValues(trials, "initialization").flatMap((initialization) =>
          heatMaps(
            trialsWith(trials, { initialization }).filter((trial) => trial.environment === environment),
            environment,
            String(initialization),
          ),
        ),
      ),
      claims: [strongerWithEachFactor(trials), noneWithOneFactor(trials), nearZeroEarnsMore(trials)],
    };
  },
};

export default experiment;

/** Weights that are not 0 at the last evaluation; 0 of a trial without evaluations. */
function nonzeroWeights({ curve }: TrialRecord): number {
  return curve.at(-1)?.metrics["model/nonzero_weights"] ?? 0;
}

/** Of a trial that did not fail. */
function returnOf(trial: TrialRecord): number {
  return trial.finalReturn!;
}

function ascending(trials: readonly TrialRecord[], option: string): number[] {
  return optionValues(trials, option)
    .map(Number)
    .toSorted((a, b) => a - b);
}

function penalised(trials: readonly TrialRecord[]): TrialRecord[] {
  return trials.filter(({ options }) => options.sparsity !== 0);
}

function heatMaps(
  trials: readonly TrialRecord[],
  environment: string,
  initialization: string,
): FindingsFigure[] {
  const figure = (
    measure: string,
    caption: string,
    value: string,
    summary: (cell: readonly TrialRecord[]) => number,
  ): FindingsFigure[] => {
    const rows = heatMapRows(trials, { x: "sparsity", y: "factorCount" }, summary);
    if (rows.every((row) => row.value === null)) return [];
    return [
      {
        name: `${environment.split("-")[0]!.toLowerCase()}-${initialization}-${measure}`,
        caption: `${environment}, factors begin ${initialization}: ${caption}`,
        spec: heatMap(rows, { x: "sparsity penalty ρ", y: "factors J", value }),
        rows,
      },
    ];
  };
  return [
    ...figure(
      "return",
      "final return.",
      "final return (interquartile mean)",
      (cell) => finalReturn(cell.map(returnOf))!.interquartileMean,
    ),
    ...figure("weights", "weights that are not 0 in the end.", "nonzero weights (mean)", (cell) =>
      mean(cell.map(nonzeroWeights)),
    ),
  ];
}

/** How far one J can be penalised, and what is left of the model there. */
interface FreePenalty {
  readonly environment: string;
  readonly initialization: string;
  readonly factors: number;
  readonly penalty: number;
  readonly weights: number;
  readonly parameters: number;
  readonly finalReturn: number;
}

/** For each J the last ρ before the return becomes demonstrably lower than without a penalty. */
function freePenalties(trials: readonly TrialRecord[]): FreePenalty[] {
  return distinct(trials, "environment").flatMap((environment) =>
    optionValues(trials, "initialization").flatMap((initialization) =>
      optionValues(trials, "factorCount").flatMap((factorCount) => {
        const here = trialsWith(trials, { initialization, factorCount }).filter(
          (trial) => trial.environment === environment && trial.status === "done",
        );
        const penalty = lastFreePenalty(here);
        const left = trialsWith(here, { sparsity: penalty });
        if (left.length === 0) return [];
        return [
          {
            environment,
            initialization: String(initialization),
            factors: Number(factorCount),
            penalty,
            weights: mean(left.map(nonzeroWeights)),
            parameters: mean(left.map(({ parameters }) => parameters.nonzero)),
            finalReturn: finalReturn(left.map(returnOf))!.interquartileMean,
          },
        ];
      }),
    ),
  );
}

function lastFreePenalty(trials: readonly TrialRecord[]): number {
  let free = 0;
  for (const penalty of ascending(penalised(trials), "sparsity")) {
    const [compared] = optionPairs(trials, "sparsity", [penalty, 0], returnOf);
    if (compared === undefined || meanDifference(compared.pairs).high < 0) break;
    free = penalty;
  }
  return free;
}

function freePenaltyTable(free: readonly FreePenalty[]): FindingsTable {
  return {
    caption:
      "The last ρ before the return becomes demonstrably lower than at ρ = 0 (the 95 % interval of the paired difference lies below 0), and what is left there: means, of the return the interquartile mean.",
    columns: ["environment", "factors begin", "J", "ρ", "nonzero weights", "parameters", "final return"],
    rows: free.map((row) => [
      row.environment,
      row.initialization,
      row.factors,
      row.penalty,
      Number(row.weights.toFixed(1)),
      Math.round(row.parameters),
      formatReturn(row.finalReturn),
    ]),
  };
}

/** In each environment the smallest model of the table. */
function sparsestText(free: readonly FreePenalty[]): string[] {
  return [...new Set(free.map(({ environment }) => environment))].map((environment) => {
    const sparsest = free
      .filter((row) => row.environment === environment)
      .reduce((least, row) => (row.weights < least.weights ? row : least));
    const { factors, initialization, penalty, weights, finalReturn: earned } = sparsest;
    return (
      `${environment}: the fewest weights without a demonstrable loss of return are ${weights.toFixed(1)}, by J = ${factors}, ` +
      `ρ = ${penalty} and factors that begin ${initialization}; the return is ${formatReturn(earned)}.`
    );
  });
}

function strongerWithEachFactor(trials: readonly TrialRecord[]): Claim {
  const counts = ascending(trials, "factorCount");
  const comparisons = counts.slice(1).flatMap((more, index) => {
    const fewer = counts[index]!;
    return optionPairs(penalised(trials), "factorCount", [fewer, more], nonzeroWeights).map(
      ({ environment, pairs }) => ({ subject: `${environment}, J = ${fewer} → ${more}`, pairs }),
    );
  });
  return {
    statement:
      "More factors make sparsity stronger: at the same ρ > 0 each further one empties more weights (mean over ρ and beginnings)",
    source: "Kolb et al. 2023; ours",
    ...judgeDifferences(comparisons, (weights) => weights.toFixed(1)),
  };
}

/**
 * A ridge makes no weight 0; here the pruning threshold may still empty those that it shrank. Judged where factors begin ±1: of those that
 * begin near zero a twelfth is below the threshold before anything was learned.
 */
function noneWithOneFactor(trials: readonly TrialRecord[]): Claim {
  const single = trialsWith(trials, { factorCount: 1, initialization: "unit-sign" });
  const places = ascending(penalised(single), "sparsity").flatMap((penalty) =>
    optionPairs(single, "sparsity", [0, penalty], nonzeroWeights).map(({ environment, pairs }) => ({
      subject: `${environment}, ρ = ${penalty}`,
      seeds: pairs.length,
      left: mean(pairs.map(([, weights]) => weights)),
      all: mean(pairs.map(([weights]) => weights)),
      emptied: meanDifference(pairs),
    })),
  );
  const sparse = places.filter(({ emptied }) => emptied.low > 0);
  const fewest = Math.min(...places.map(({ seeds }) => seeds));
  const open = places.length === 0 || fewest < fewestSeeds;
  const where = sparse.map(({ subject }) => subject).join("; ");
  return {
    statement: "A single factor, a ridge penalty, gives no sparsity (factors that begin ±1)",
    source: "method; ours",
    figure:
      places.length === 0
        ? "–"
        : `weights left: ${places
            .map(({ subject, left, all }) => `${subject}: ${left.toFixed(1)} of ${all.toFixed(1)}`)
            .join("; ")}; ${fewest} seeds or more`,
    verdict: open ? "open" : sparse.length > 0 ? "differs" : "confirmed",
    because: open
      ? `Fewer than ${fewestSeeds} seeds make no interval.`
      : sparse.length > 0
        ? `Weights that the ridge shrank below the pruning threshold became 0 (interval above 0): ${where}.`
        : "The interval of the emptied weights holds 0 at every ρ.",
  };
}

function nearZeroEarnsMore(trials: readonly TrialRecord[]): Claim {
  const comparisons = optionPairs(
    penalised(trials),
    "initialization",
    ["near-zero", "unit-sign"],
    returnOf,
  ).map(({ environment, pairs }) => ({ subject: environment, pairs }));
  return {
    statement:
      "Under a penalty, factors that begin near zero earn more than factors ±1 (final return, mean over J and ρ)",
    source: "ours",
    ...judgeDifferences(comparisons, formatReturn),
  };
}
