import {
  type Claim,
  type Comparison,
  distinct,
  type Experiment,
  type FindingsFigure,
  type FindingsTable,
  fewestSeeds,
  formatReturn,
  holdShare,
  interquartileMean,
  intervalPlot,
  intervalRows,
  judgeDifferences,
  meanDifference,
  median,
  optionPairs,
  optionValues,
  solvedReturn,
  summaryTable,
  type TrialRecord,
  tolerance,
  trialsWith,
} from "@drumlin/lab/experiment";

/** The default's, which the others are compared with. */
const usual = "affine-invariant";
const textbook = "affine-invariant-textbook";
const experiment: Experiment = {
  title: "Which geometry for the covariances",
  question:
    "Five metrics on positive definite matrices at two step sizes, with observations scaled or not: which earns most, which holds, which cares for scaling, and what does a step cost?",
  studies: [{ file: "metric.yaml", quick: { seeds: 1, steps: 4000 } }],

  analyse({ "metric.yaml": recorded = [] }) {
    const trials = recorded.map((trial) => ({ ...trial, agent: String(trial.options.metric) }));
    const metrics = trials.filter(({ agent }) => agent !== textbook);
    const scaled = trialsWith(metrics, { observationNormalization: "online" });
    return {
      text: [
        "Every trial ran on the float64 reference backend, so that times compare; a step's time is the trial's wall time over its steps, evaluations and the start included.",
      ],
      tables: [scalingTable(metrics), ...summaries(metrics)],
      figures: [...returnFigures(metrics), ...costFigure(trials)],
      claims: [
        {
          statement: "The affine-invariant metric earns more than each other one (final return)",
          source: "paper's choice of metric",
          ...judgeDifferences(againstOthers(scaled, returnOf), formatReturn),
        },
        {
          statement:
            "The affine-invariant metric holds better than each other one (share of late evaluations)",
          source: "paper's choice of metric",
          ...judgeDifferences(againstOthers(scaled, hold), (share) => share.toFixed(3)),
        },
        scalingClaim(metrics),
        {
          statement: "In its frame form a step costs less than with any other metric (microseconds saved)",
          source: "method, § 5",
          ...judgeDifferences(cheaperThanOthers(metrics), (saved) => saved.toFixed(0)),
        },
        sameAsTextbook(trials),
      ],
    };
  },
};

export default experiment;

function returnOf(trial: TrialRecord): number {
  return trial.finalReturn!;
}

function hold(trial: TrialRecord): number {
  return holdShare(trial, solvedReturn(trial.environment)!);
}

function microsecondsPerStep({ seconds, steps }: TrialRecord): number {
  return (1e6 * seconds) / steps;
}

function others(trials: readonly TrialRecord[]): string[] {
  return distinct(trials, "agent").filter((metric) => metric !== usual);
}

function againstOthers(
  trials: readonly TrialRecord[],
  measure: (trial: TrialRecord) => number,
): Comparison[] {
  return others(trials).flatMap((other) =>
    optionPairs(trials, "metric", [usual, other], measure).map(({ environment, pairs }) => ({
      subject: `${other}, ${environment}`,
      pairs,
    })),
  );
}

function cheaperThanOthers(trials: readonly TrialRecord[]): Comparison[] {
  return others(trials).flatMap((other) =>
    optionPairs(trials, "metric", [other, usual], microsecondsPerStep).map(({ environment, pairs }) => ({
      subject: `${other}, ${environment}`,
      pairs,
    })),
  );
}

/** What a metric earns with observations scaled online, minus what it earns with raw ones. */
function scalingGains(trials: readonly TrialRecord[], metric: string) {
  return optionPairs(
    trialsWith(trials, { metric }),
    "observationNormalization",
    ["online", "none"],
    returnOf,
  ).map(({ environment, pairs }) => ({
    metric,
    environment,
    seeds: pairs.length,
    ...meanDifference(pairs),
  }));
}

function scalingTable(trials: readonly TrialRecord[]): FindingsTable {
  return {
    caption:
      "Final return with observations scaled online minus that with raw ones: mean over both step sizes, 95 % interval over seeds.",
    columns: ["metric", "environment", "seeds", "gain by scaling", "95 % interval"],
    rows: distinct(trials, "agent").flatMap((metric) =>
      scalingGains(trials, metric).map(({ environment, seeds, value, low, high }) => [
        metric,
        environment,
        seeds,
        formatReturn(value),
        `${formatReturn(low)} … ${formatReturn(high)}`,
      ]),
    ),
  };
}

/** Indifference has a rule of its own: the whole interval must be small, not only hold 0. */
function scalingClaim(trials: readonly TrialRecord[]): Claim {
  const gains = scalingGains(trials, usual);
  const fewest = Math.min(...gains.map(({ seeds }) => seeds));
  const differences = gains.map(
    ({ environment, value, low, high }) =>
      `${environment}: ${formatReturn(value)} (${formatReturn(low)} … ${formatReturn(high)})`,
  );
  const claim = {
    statement:
      "With the affine-invariant metric the observations' scale does not matter (final return, online − none)",
    source: "invariance of the metric under congruence",
    figure: gains.length === 0 ? "–" : `${differences.join("; ")}; ${fewest} seeds or more`,
  };
  if (gains.length === 0 || fewest < fewestSeeds)
    return { ...claim, verdict: "open", because: `Fewer than ${fewestSeeds} seeds make no interval.` };
  if (gains.every(({ low, high }) => low > -tolerance && high < tolerance))
    return { ...claim, verdict: "confirmed", because: `Every interval lies within ±${tolerance}.` };
  const excluding = gains.filter(({ low, high }) => low > 0 || high < 0);
  if (excluding.length > 0) {
    const where = excluding.map(({ environment }) => environment).join(", ");
    return {
      ...claim,
      verdict: "differs",
      because: `The interval leaves out 0 and is not within ±${tolerance}: ${where}. The metric is invariant; where the hills begin, and the means' steps, are not.`,
    };
  }
  return {
    ...claim,
    verdict: "not confirmed",
    because: `An interval holds 0 but reaches beyond ±${tolerance}.`,
  };
}

function sameAsTextbook(trials: readonly TrialRecord[]): Claim {
  const pairs = optionPairs(trials, "metric", [usual, textbook], returnOf).flatMap((place) => place.pairs);
  const equal = pairs.filter(([frame, slow]) => frame === slow).length;
  const ratios = optionPairs(trials, "metric", [textbook, usual], microsecondsPerStep).map((place) => {
    const ratio = median(place.pairs.map(([slow, frame]) => slow / frame));
    return `${place.environment} ${ratio.toFixed(1)}`;
  });
  return {
    statement:
      "The frame form learns what the textbook form learns, with the same final return from every seed",
    source: "method, § 5",
    figure:
      pairs.length === 0
        ? "–"
        : `equal in ${equal} of ${pairs.length} trials; the textbook form's time a step over the frame's: ${ratios.join(", ")}`,
    verdict: pairs.length === 0 ? "open" : equal === pairs.length ? "confirmed" : "differs",
    because:
      equal === pairs.length
        ? "No pair of trials parted."
        : `${pairs.length - equal} pairs of trials parted; the forms are equal but for rounding, which learning amplifies.`,
  };
}

function summaries(trials: readonly TrialRecord[]): FindingsTable[] {
  return optionValues(trials, "observationNormalization").map((normalization) =>
    summaryTable(
      `Observations ${written(normalization)}.`,
      trialsWith(trials, { observationNormalization: normalization }).map((trial) => ({
        ...trial,
        agent: `${trial.agent}, rate ${trial.options.covarianceLearningRate}`,
      })),
    ),
  );
}

function written(normalization: unknown): string {
  return normalization === "online" ? "scaled online" : "raw";
}

function returnFigures(trials: readonly TrialRecord[]): FindingsFigure[] {
  return distinct(trials, "environment").flatMap((environment) =>
    optionValues(trials, "observationNormalization").flatMap((observationNormalization) => {
      const here = trialsWith(trials, { observationNormalization }).filter(
        (trial) => trial.environment === environment && trial.status === "done",
      );
      const rows = distinct(here, "agent").flatMap((metric) =>
        optionValues(here, "covarianceLearningRate").flatMap((rate) =>
          intervalRows(
            metric,
            `final return (step size ${rate})`,
            trialsWith(here, { metric, covarianceLearningRate: rate }).map(returnOf),
            (returns) => interquartileMean([returns]),
          ),
        ),
      );
      if (rows.length === 0) return [];
      return [
        {
          name: `${environment.split("-")[0]!.toLowerCase()}-${observationNormalization === "online" ? "scaled" : "raw"}`,
          caption: `${environment}, observations ${written(observationNormalization)}: final return by metric (interquartile mean, 95 % interval over seeds), at two step sizes of the covariances.`,
          spec: intervalPlot(rows),
          rows,
        },
      ];
    }),
  );
}

function costFigure(trials: readonly TrialRecord[]): FindingsFigure[] {
  const done = trials.filter(({ status }) => status === "done");
  const rows = distinct(done, "agent").flatMap((metric) =>
    distinct(done, "environment").flatMap((environment) =>
      intervalRows(
        metric,
        `${environment} (ms a step)`,
        done
          .filter((trial) => trial.agent === metric && trial.environment === environment)
          .map((trial) => microsecondsPerStep(trial) / 1000),
        median,
      ),
    ),
  );
  if (rows.length === 0) return [];
  return [
    {
      name: "cost",
      caption:
        "Milliseconds a step with ten hills on the reference backend, evaluations included: median of the trials, 95 % interval.",
      spec: intervalPlot(rows),
      rows,
    },
  ];
}
