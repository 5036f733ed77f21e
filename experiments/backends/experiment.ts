import {
  type Experiment,
  formatCount,
  formatReturn,
  hold,
  judgeLikeness,
  meanDifference,
  median,
  optionPairs,
  returnOf,
  stepsUntilSolved,
  type TrialRecord,
  tolerance,
  writtenEstimate,
} from "@drumlin/lab/experiment";

const measures = [
  { measure: stepsUntilSolved, format: (steps: number) => formatCount(Math.round(steps)) },
  { measure: hold, format: (share: number) => share.toFixed(3) },
  { measure: returnOf, format: formatReturn },
];

export default {
  title: "Fast backend against reference",
  question: "Does the fast backend learn as the reference does?",
  environments: "../universal-default/wild-units.ts",
  studies: [{ file: "backends.yaml", quick: { seeds: 1, steps: 2000 } }],
  analyse({ "backends.yaml": trials = [] }) {
    const places = differences(trials);
    const all = places.flatMap(({ estimates }) => estimates);
    const holding = all.filter(({ estimate: { low, high } }) => low <= 0 && high >= 0);
    return {
      text: [
        "Random draws are the same on both backends, so that a pair of seeds begins alike and parts where float32 and float64 round differently. A seed that " +
          "never solved counts with all of its steps.",
        `Of ${all.length} differences, ${holding.length} have an interval that holds 0.`,
      ],
      tables: [
        {
          caption:
            "`simd` minus `reference` over equal seeds, mean and 95 % bootstrap interval. *Faster*: median ratio of whole trials' times, evaluations included, " +
            "which run on neither backend's kernels.",
          columns: ["task", "seeds", "first solved, steps", "hold", "end", "faster"],
          rows: places.map(({ task, seeds, estimates, speed }) => [
            task,
            seeds,
            ...estimates.map(({ estimate, format }) => writtenEstimate(estimate, format)),
            `${speed.toFixed(1)} ×`,
          ]),
        },
      ],
      figures: [],
      claims: [
        {
          statement: "The fast backend ends as the reference does (final return)",
          source: "ours",
          ...judgeLikeness(optionPairs(trials, "backend", ["simd", "reference"], returnOf), tolerance),
        },
      ],
    };
  },
} satisfies Experiment;

/** What the fast backend gains on each task, and how much sooner its trials end. */
function differences(trials: readonly TrialRecord[]) {
  const seconds = optionPairs(trials, "backend", ["simd", "reference"], (trial) => trial.seconds);
  return seconds.map(({ subject: task, pairs }, index) => ({
    task,
    seeds: pairs.length,
    estimates: measures.map(({ measure, format }) => ({
      estimate: meanDifference(optionPairs(trials, "backend", ["simd", "reference"], measure)[index]!.pairs),
      format,
    })),
    speed: median(pairs.map(([fast, slow]) => slow / fast)),
  }));
}
