import * as lab from "@drumlin/lab/experiment";
import { Xoshiro128 } from "drumlin";
import { speaksTo } from "../headline.ts";
import {
  factorOf,
  type LateLoss,
  type Loss,
  lateLoss,
  losses,
  noiseDeviation,
  residual,
  seedDeviation,
  startDeviation,
} from "./late-loss.ts";

/** By more than this factor losses must differ to be called apart. */
const apartFactor = 2;
/** Where preset `paper` begins. */
const usual = { initialization: "unit-sign", initialVariance: 0.03 };
const paper = "paper, mechanisms";

export default {
  title: "Starts and local minima",
  question:
    "Mixtures are said to be sensitive to poor local minima: how far apart do the losses of Algorithm 1 end that began elsewhere, and does a poor start end lower?",
  studies: [{ file: "starts.yaml", quick: { seeds: 1, steps: 1000 } }],
  analyse: ({ "starts.yaml": recorded = [] }) => findings(lab.relabelled(recorded, startOf)),
} satisfies lab.Experiment;

/** `±1, C = 0.03` */
function startOf({ options }: lab.TrialRecord): string {
  return `${options.initialization === "unit-sign" ? "±1" : "near 0"}, C = ${options.initialVariance}`;
}

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "A start is how the factors begin (±1, or near zero) and how wide the hills (C, times D, in normalised coordinates); where the hills stand and all else that is " +
        "random is the seed's. A late loss is the geometric mean over the last third of a run's evaluations. By what factor losses differ is the ratio of their " +
        "90 % to their 10 % quantile, were their logarithms normal, without what the scatter of the evaluations makes of runs that are alike.",
      ...lab.byEnvironment(trials, (here, environment) => [spreadText(here, environment)]),
    ],
    figures: figures(trials),
    tables: [...lab.byEnvironment(trials, lossTable), ...lab.summaryTables(trials)],
    claims: claims(trials),
  };
}

/** The runs from one start in one environment. */
interface Start {
  readonly name: string;
  readonly environment: string;
  readonly trials: lab.Trials;
  readonly late: readonly LateLoss[];
}

/** Those whose runs tell the loss. */
function startsOf(trials: lab.Trials, loss: Loss): Start[] {
  return lab
    .doneGroups(trials)
    .map(({ agent, environment, trials: group }) => ({
      name: agent,
      environment,
      trials: group,
      late: group.flatMap((trial) => lateLoss(trial, loss)),
    }))
    .filter(({ late }) => late.length > 0);
}

const writtenFactor = (factor: number) => factor.toFixed(2);

/** A statistic of the starts' runs with its interval over seeds, in each environment. */
function estimates<Run>(
  starts: readonly Start[],
  runsOf: (start: Start) => readonly Run[],
  statistic: (starts: readonly (readonly Run[])[]) => number,
): lab.PlaceEstimate[] {
  return [...new Set(starts.map(({ environment }) => environment))].map((environment) => {
    const runs = starts.filter((start) => start.environment === environment).map(runsOf);
    const random = Xoshiro128.fromSeed(0, 0);
    const [estimate] = lab.stratifiedBootstrap(runs, (strata) => [statistic(strata)], { random });
    return { ...estimate!, subject: environment, seeds: Math.min(...runs.map(({ length }) => length)) };
  });
}

const lateOf = ({ late }: Start) => late;

function seedFactor(starts: readonly (readonly LateLoss[])[]): number {
  return factorOf(seedDeviation(starts));
}

function spreadText(trials: lab.Trials, environment: string): string {
  const starts = startsOf(trials, residual);
  const [within] = estimates(starts, lateOf, seedFactor);
  const [between] = estimates(starts, lateOf, (here) => factorOf(startDeviation(here)));
  if (within === undefined || between === undefined)
    return `${environment}: no run told its Bellman residual.`;
  const poor = againstUsual(trials).filter(({ pairs }) => lab.meanDifference(pairs).low > lab.tolerance);
  return (
    `${environment}: seeds of one start differ in their late Bellman residual by a factor of ${lab.writtenEstimate(within, writtenFactor)} in the mean over starts, ` +
    `starts by one of ${lab.writtenEstimate(between, writtenFactor)}. Starts that end more than ${lab.tolerance} below the preset's: ` +
    `${poor.map(({ subject }) => subject).join("; ") || "none"}.`
  );
}

function usualName(trials: lab.Trials): string {
  return lab.trialsWith(trials, usual)[0]?.agent ?? "";
}

function figures(trials: lab.Trials): lab.FindingsFigure[] {
  const starts = startsOf(trials, residual);
  return [
    ...lab.figure(
      "residual",
      "Late Bellman residual by start: median over seeds, and from the 10 % to the 90 % quantile.",
      starts.map(({ name, environment, late }) => ({
        agent: name,
        measure: `${environment} (log₁₀ residual)`,
        ...quantiles(late.map(({ mean }) => mean)),
      })),
      lab.intervalPlot,
    ),
    ...lab.figure(
      "spread",
      "By what factor seeds of one start differ in their late Bellman residual, from the 10 % to the 90 % quantile and without noise; 95 % bootstrap interval.",
      starts.flatMap((start) =>
        estimates([start], lateOf, seedFactor).map(({ value, low, high }) => ({
          agent: start.name,
          measure: `${start.environment} (factor)`,
          value,
          low,
          high,
        })),
      ),
      lab.intervalPlot,
    ),
    ...lab.figure(
      "return",
      "Return of 100 greedy episodes after training, by start: interquartile mean over seeds, 95 % bootstrap interval.",
      lab.measureRows(trials, "final return", lab.returnOf, (returns) => lab.interquartileMean([returns])),
      lab.intervalPlot,
    ),
  ];
}

function quantiles(values: readonly number[]): lab.Estimate {
  const ascending = values.toSorted((a, b) => a - b);
  return {
    value: lab.median(ascending),
    low: lab.quantile(ascending, 0.1),
    high: lab.quantile(ascending, 0.9),
  };
}

function lossTable(trials: lab.Trials, environment: string): lab.FindingsTable[] {
  return losses.map((loss) => ({
    caption: `${environment}, late ${loss.title}: median (10 % … 90 % quantile over seeds), by what factor seeds differ without noise (95 % interval), and by what noise alone would make them differ`,
    columns: ["start", "seeds", `late ${loss.title}`, "seeds differ by a factor of", "by noise alone"],
    rows: startsOf(trials, loss).map((start) => [
      start.name,
      start.late.length,
      lab.writtenEstimate(quantiles(start.late.map(({ mean }) => mean)), (log) =>
        lab.formatSignificant(10 ** log),
      ),
      ...estimates([start], lateOf, seedFactor).map((spread) => lab.writtenEstimate(spread, writtenFactor)),
      writtenFactor(factorOf(noiseDeviation(start.late))),
    ]),
  }));
}

function claims(trials: lab.Trials): lab.Claim[] {
  return [
    ...speaksTo("beginning", "spread", apartClaim(trials, residual)),
    ...losses.filter((loss) => loss !== residual).map((loss) => apartClaim(trials, loss)),
    ...speaksTo(
      "beginning",
      "return",
      correlationClaim(trials, {
        statement: "A poor start ends lower: one that ends with greater Bellman residuals earns less",
        statistic: (starts) => -lab.rankCorrelation(starts.map(medianRun)),
        of: "rank correlation of the starts' medians, its sign turned",
      }),
    ),
    correlationClaim(trials, {
      statement: "Of equal starts but for the seed, one that ends with a greater Bellman residual earns less",
      statistic: (starts) => -lab.mean(starts.map(lab.rankCorrelation)),
      of: "rank correlation with the final return, its sign turned, in the mean over starts",
    }),
    lab.differenceClaim(
      "Factors that begin ±1 end higher than those that begin near zero (difference of final returns, mean over C)",
      "ours",
      lab.optionPairs(trials, "initialization", ["unit-sign", "near-zero"], lab.returnOf),
      lab.formatReturn,
    ),
    ...lab.byEnvironment(trials, (here, environment) => [usualClaim(here, environment)]),
  ];
}

function apartClaim(trials: lab.Trials, loss: Loss): lab.Claim {
  return {
    statement: `Final losses of equal starts but for the seed differ by more than a factor of ${apartFactor} (late ${loss.title}, mean over starts)`,
    source: paper,
    ...lab.judgeBar(estimates(startsOf(trials, loss), lateOf, seedFactor), {
      side: "above",
      bar: apartFactor,
      format: writtenFactor,
    }),
  };
}

/** Late Bellman residual and final return of a run, or of a start. */
type Run = readonly [residual: number, earned: number];

function runsOf({ trials }: Start): Run[] {
  return trials.flatMap((trial) =>
    lateLoss(trial, residual).map(({ mean }): Run => [mean, lab.returnOf(trial)]),
  );
}

function medianRun(runs: readonly Run[]): Run {
  return [lab.median(runs.map(([loss]) => loss)), lab.median(runs.map(([, earned]) => earned))];
}

function correlationClaim(
  trials: lab.Trials,
  {
    statement,
    statistic,
    of,
  }: { statement: string; statistic: (starts: readonly (readonly Run[])[]) => number; of: string },
): lab.Claim {
  return {
    statement: `${statement} (${of})`,
    source: paper,
    ...lab.judgeBar(estimates(startsOf(trials, residual), runsOf, statistic), {
      side: "above",
      bar: 0,
      format: (value) => value.toFixed(2),
    }),
  };
}

function usualClaim(trials: lab.Trials, environment: string): lab.Claim {
  return {
    statement: `The preset's start (${usualName(trials)}) ends at least as high as each other one on ${environment} (difference of final returns)`,
    source: "ours",
    ...lab.judgeNoLower(againstUsual(trials), lab.tolerance),
  };
}

/** The preset's start against each other one of an environment, which is the subject. */
function againstUsual(trials: lab.Trials): lab.Comparison[] {
  const name = usualName(trials);
  return lab
    .distinct(trials, "agent")
    .filter((other) => other !== name)
    .flatMap((other) => lab.renamed(lab.agentPairs(trials, [name, other], lab.returnOf), () => other))
    .filter(({ pairs }) => pairs.length > 0);
}
