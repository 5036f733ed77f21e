import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

export default {
  title: "How many Hadamard factors, and how much penalty",
  question:
    "A weight is a product of J factors, each penalised by ρ. How sparse do J and ρ make the model, what does it cost in return, and does it matter how the factors begin?",
  studies: [{ file: "hadamard.yaml", quick: { seeds: 1, steps: 3000 } }],

  analyse({ "hadamard.yaml": trials = [] }) {
    const free = freePenalties(trials);
    return {
      text: sparsestText(free),
      tables: [freePenaltyTable(free)],
      figures: lab.byEnvironment(trials, (here, environment) =>
        lab.byOption(here, "initialization", (cells, initialization) =>
          heatMaps(cells, environment, String(initialization)),
        ),
      ),
      claims: [
        ...speaksTo("more-factors", "cartpole-near-zero-weights", strongerWithEachFactor(trials)),
        ...speaksTo("hadamard", "cartpole-unit-sign-weights", noneWithOneFactor(trials)),
        ...speaksTo("beginning", "cartpole-near-zero-return", nearZeroEarnsMore(trials)),
      ],
    };
  },
} satisfies lab.Experiment;

function nonzeroWeights(trial: lab.TrialRecord): number {
  return lab.lastMetric(trial, "model/nonzero_weights");
}

function ascending(trials: lab.Trials, option: string): number[] {
  return lab
    .optionValues(trials, option)
    .map(Number)
    .toSorted((a, b) => a - b);
}

function penalised(trials: lab.Trials): lab.TrialRecord[] {
  return trials.filter(({ options }) => options.sparsity !== 0);
}

function heatMaps(trials: lab.Trials, environment: string, initialization: string): lab.FindingsFigure[] {
  const name = `${lab.fileName(environment)}-${initialization}`;
  const caption = `${environment}, factors begin ${initialization}`;
  const axes = {
    x: { option: "sparsity", title: "sparsity penalty ρ" },
    y: { option: "factorCount", title: "factors J" },
  };
  return [
    ...lab.heatMapFigure(trials, {
      ...axes,
      name: `${name}-return`,
      caption: `${caption}: final return.`,
      value: "final return (interquartile mean)",
      summary: (cell) => lab.finalEstimate(cell).value,
    }),
    ...lab.heatMapFigure(trials, {
      ...axes,
      name: `${name}-weights`,
      caption: `${caption}: weights that are not 0 in the end.`,
      value: "nonzero weights (mean)",
      summary: (cell) => lab.mean(cell.map(nonzeroWeights)),
    }),
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
function freePenalties(trials: lab.Trials): FreePenalty[] {
  return lab.byEnvironment(trials, (here, environment) =>
    lab.byOption(here, "initialization", (there, initialization) =>
      lab.byOption(there, "factorCount", (every, factorCount) => {
        const done = every.filter(({ status }) => status === "done");
        const penalty = lastFreePenalty(done);
        const left = lab.trialsWith(done, { sparsity: penalty });
        if (left.length === 0) return [];
        return [
          {
            environment,
            initialization: String(initialization),
            factors: Number(factorCount),
            penalty,
            weights: lab.mean(left.map(nonzeroWeights)),
            parameters: lab.mean(left.map(({ parameters }) => parameters.nonzero)),
            finalReturn: lab.finalEstimate(left).value,
          },
        ];
      }),
    ),
  );
}

function lastFreePenalty(trials: lab.Trials): number {
  let free = 0;
  for (const penalty of ascending(penalised(trials), "sparsity")) {
    const [compared] = lab.optionPairs(trials, "sparsity", [penalty, 0], lab.returnOf);
    if (compared === undefined || lab.meanDifference(compared.pairs).high < 0) break;
    free = penalty;
  }
  return free;
}

function freePenaltyTable(free: readonly FreePenalty[]): lab.FindingsTable {
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
      lab.formatReturn(row.finalReturn),
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
      `ρ = ${penalty} and factors that begin ${initialization}; the return is ${lab.formatReturn(earned)}.`
    );
  });
}

function strongerWithEachFactor(trials: lab.Trials): lab.Claim {
  const counts = ascending(trials, "factorCount");
  const comparisons = counts.slice(1).flatMap((more, index) => {
    const fewer = counts[index]!;
    const pairs = lab.optionPairs(penalised(trials), "factorCount", [fewer, more], nonzeroWeights);
    return lab.renamed(pairs, (environment) => `${environment}, J = ${fewer} → ${more}`);
  });
  return lab.differenceClaim(
    "More factors make sparsity stronger: at the same ρ > 0 each further one empties more weights (mean over ρ and beginnings)",
    "Kolb et al. 2023; ours",
    comparisons,
    (weights) => weights.toFixed(1),
  );
}

/**
 * A ridge makes no weight 0; here the pruning threshold may still empty those that it shrank. Judged where factors begin ±1: of those that
 * begin near zero a twelfth is below the threshold before anything was learned.
 */
function noneWithOneFactor(trials: lab.Trials): lab.Claim {
  const single = lab.trialsWith(trials, { factorCount: 1, initialization: "unit-sign" });
  const places = ascending(penalised(single), "sparsity").flatMap((penalty) =>
    lab.optionPairs(single, "sparsity", [0, penalty], nonzeroWeights).map(({ subject, pairs }) => ({
      subject: `${subject}, ρ = ${penalty}`,
      seeds: pairs.length,
      left: lab.mean(pairs.map(([, weights]) => weights)),
      all: lab.mean(pairs.map(([weights]) => weights)),
      emptied: lab.meanDifference(pairs),
    })),
  );
  const sparse = places.filter(({ emptied }) => emptied.low > 0);
  const fewest = Math.min(...places.map(({ seeds }) => seeds));
  const open = places.length === 0 || fewest < lab.fewestSeeds;
  const where = sparse.map(({ subject }) => subject).join("; ");
  const written = ({ subject, left, all, emptied }: (typeof places)[number]) => {
    const fewer = lab.writtenInterval(emptied, (weights) => weights.toFixed(1));
    return `${subject}: ${left.toFixed(1)} of ${all.toFixed(1)} weights left (${fewer} emptied)`;
  };
  const decisive = sparse[0] ?? places[0];
  return {
    statement: "A single factor, a ridge penalty, gives no sparsity (factors that begin ±1)",
    source: "method; ours",
    figure: decisive === undefined ? "–" : `${places.map(written).join("; ")}; ${fewest} seeds or more`,
    decisive: decisive === undefined ? "–" : written(decisive),
    verdict: open ? "open" : sparse.length > 0 ? "differs" : "confirmed",
    because: open
      ? `Fewer than ${lab.fewestSeeds} seeds make no interval.`
      : sparse.length > 0
        ? `Weights that the ridge shrank below the pruning threshold became 0 (interval above 0): ${where}.`
        : "The interval of the emptied weights holds 0 at every ρ.",
  };
}

function nearZeroEarnsMore(trials: lab.Trials): lab.Claim {
  return lab.differenceClaim(
    "Under a penalty, factors that begin near zero earn more than factors ±1 (final return, mean over J and ρ)",
    "ours",
    lab.optionPairs(penalised(trials), "initialization", ["near-zero", "unit-sign"], lab.returnOf),
    lab.formatReturn,
  );
}
