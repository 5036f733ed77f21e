import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** The default's, which the others are compared with. */
const usual = "affine-invariant";
const textbook = "affine-invariant-textbook";
export default {
  title: "Which geometry for the covariances",
  question:
    "Five metrics on positive definite matrices at two step sizes, with observations scaled or not: which earns most, which holds, which cares for scaling, and what does a step cost?",
  studies: [{ file: "metric.yaml", quick: { seeds: 1, steps: 4000 } }],

  analyse({ "metric.yaml": recorded = [] }) {
    const trials = lab.relabelled(recorded, ({ options }) => String(options.metric));
    const metrics = trials.filter(({ agent }) => agent !== textbook);
    const scaled = lab.trialsWith(metrics, { observationNormalization: "online" });
    return {
      text: [
        "Every trial ran on the float64 reference backend, so that times compare; a step's time is the trial's wall time over its steps, evaluations and the start included.",
      ],
      tables: [scalingTable(metrics), ...summaries(metrics)],
      figures: [...returnFigures(metrics), ...costFigure(trials)],
      claims: [
        ...speaksTo(
          "riemannian",
          "cartpole-scaled",
          lab.differenceClaim(
            "The affine-invariant metric earns more than each other one (final return)",
            "paper's choice of metric",
            eachOther(scaled, (other) => lab.optionPairs(scaled, "metric", [usual, other], lab.returnOf)),
            lab.formatReturn,
          ),
          lab.differenceClaim(
            "The affine-invariant metric holds better than each other one (share of late evaluations)",
            "paper's choice of metric",
            eachOther(scaled, (other) => lab.optionPairs(scaled, "metric", [usual, other], lab.hold)),
            (share) => share.toFixed(3),
          ),
        ),
        scalingClaim(metrics),
        lab.differenceClaim(
          "In its frame form a step costs less than with any other metric (microseconds saved)",
          "method, § 5",
          eachOther(metrics, (other) =>
            lab.optionPairs(metrics, "metric", [other, usual], microsecondsPerStep),
          ),
          (saved) => saved.toFixed(0),
        ),
        sameAsTextbook(trials),
      ],
    };
  },
} satisfies lab.Experiment;

function microsecondsPerStep({ seconds, steps }: lab.TrialRecord): number {
  return (1e6 * seconds) / steps;
}

/** Comparisons with each metric but the usual one. */
function eachOther(trials: lab.Trials, against: (other: string) => lab.Comparison[]): lab.Comparison[] {
  return lab
    .distinct(trials, "agent")
    .filter((metric) => metric !== usual)
    .flatMap((other) => lab.renamed(against(other), (environment) => `${other}, ${environment}`));
}

/** What a metric earns with observations scaled online, and what it earns with raw ones. */
function scalingPairs(trials: lab.Trials, metric: string): lab.Comparison[] {
  const values = ["online", "none"] as const;
  return lab.optionPairs(
    lab.trialsWith(trials, { metric }),
    "observationNormalization",
    values,
    lab.returnOf,
  );
}

function scalingTable(trials: lab.Trials): lab.FindingsTable {
  return {
    caption:
      "Final return with observations scaled online minus that with raw ones: mean over both step sizes, 95 % interval over seeds.",
    columns: ["metric", "environment", "seeds", "gain by scaling", "95 % interval"],
    rows: lab.distinct(trials, "agent").flatMap((metric) =>
      scalingPairs(trials, metric).map(({ subject, pairs }) => {
        const gain = lab.meanDifference(pairs);
        return [metric, subject, pairs.length, lab.formatReturn(gain.value), lab.writtenInterval(gain)];
      }),
    ),
  };
}

function scalingClaim(trials: lab.Trials): lab.Claim {
  const judged = lab.judgeLikeness(scalingPairs(trials, usual), lab.tolerance);
  const why = "The metric is invariant; where the hills begin, and the means' steps, are not.";
  return {
    statement:
      "With the affine-invariant metric the observations' scale does not matter (final return, online − none)",
    source: "invariance of the metric under congruence",
    ...judged,
    because: judged.verdict === "differs" ? `${judged.because} ${why}` : judged.because,
  };
}

function sameAsTextbook(trials: lab.Trials): lab.Claim {
  const pairs = lab
    .optionPairs(trials, "metric", [usual, textbook], lab.returnOf)
    .flatMap((place) => place.pairs);
  const equal = pairs.filter(([frame, slow]) => frame === slow).length;
  const ratios = lab
    .optionPairs(trials, "metric", [textbook, usual], microsecondsPerStep)
    .flatMap((place) => {
      const times = place.pairs.map(([slow, frame]) => slow / frame);
      const written = (ratio: number) => ratio.toFixed(1);
      return lab
        .intervalRows("", "", times, lab.median)
        .map((ratio) => `${place.subject} ${lab.writtenEstimate(ratio, written)}`);
    });
  return {
    statement:
      "The frame form learns what the textbook form learns, with the same final return from every seed",
    source: "method, § 5",
    figure:
      pairs.length === 0
        ? "–"
        : `equal in ${lab.writtenCount(equal, pairs.length)} trials; the textbook form's time a step over the frame's: ${ratios.join(", ")}`,
    verdict: pairs.length === 0 ? "open" : equal === pairs.length ? "confirmed" : "differs",
    because:
      equal === pairs.length
        ? "No pair of trials parted."
        : `${pairs.length - equal} pairs of trials parted; the forms are equal but for rounding, which learning amplifies.`,
  };
}

function summaries(trials: lab.Trials): lab.FindingsTable[] {
  return lab.byOption(trials, "observationNormalization", (here, normalization) => [
    lab.summaryTable(
      `Observations ${written(normalization)}.`,
      lab.relabelled(here, ({ agent, options }) => `${agent}, rate ${options.covarianceLearningRate}`),
    ),
  ]);
}

function written(normalization: unknown): string {
  return normalization === "online" ? "scaled online" : "raw";
}

function returnFigures(trials: lab.Trials): lab.FindingsFigure[] {
  const done = trials.filter(({ status }) => status === "done");
  return lab.byEnvironment(done, (here, environment) =>
    lab.byOption(here, "observationNormalization", (there, normalization) =>
      lab.figure(
        `${lab.fileName(environment)}-${normalization === "online" ? "scaled" : "raw"}`,
        `${environment}, observations ${written(normalization)}: final return by metric (interquartile mean, 95 % interval over seeds), at two step sizes of the covariances.`,
        lab
          .distinct(there, "agent")
          .flatMap((metric) =>
            lab
              .optionValues(there, "covarianceLearningRate")
              .flatMap((rate) =>
                lab.intervalRows(
                  metric,
                  `final return (step size ${rate})`,
                  lab.trialsWith(there, { metric, covarianceLearningRate: rate }).map(lab.returnOf),
                  (returns) => lab.interquartileMean([returns]),
                ),
              ),
          ),
        lab.intervalPlot,
      ),
    ),
  );
}

function costFigure(trials: lab.Trials): lab.FindingsFigure[] {
  const done = trials.filter(({ status }) => status === "done");
  const rows = lab.distinct(done, "agent").flatMap((metric) =>
    lab.byEnvironment(
      done.filter(({ agent }) => agent === metric),
      (here, environment) => {
        const milliseconds = here.map((trial) => microsecondsPerStep(trial) / 1000);
        return lab.intervalRows(metric, `${environment} (ms a step)`, milliseconds, lab.median);
      },
    ),
  );
  return lab.figure(
    "cost",
    "Milliseconds a step with ten hills on the reference backend, evaluations included: median of the trials, 95 % interval.",
    rows,
    lab.intervalPlot,
  );
}
