import * as lab from "@drumlin/lab/experiment";

const measures = [
  { measure: lab.stepsUntilSolved, format: (steps: number) => lab.formatCount(Math.round(steps)) },
  { measure: lab.hold, format: (share: number) => share.toFixed(3) },
  { measure: lab.returnOf, format: lab.formatReturn },
];

export default {
  title: "Fast backend against reference",
  question: "Does the fast backend learn as the reference does?",
  studies: [{ file: "backends.yaml", quick: { seeds: 1, steps: 2000 } }],
  analyse({ "backends.yaml": trials = [] }) {
    const places = lab.byEnvironment(trials, differences);
    const all = places.flatMap(({ estimates }) => estimates);
    return {
      text: [
        "Random draws are the same on both backends, so that a pair of seeds begins alike and parts where float32 and float64 round differently. A seed that " +
          "never solved counts with all of its steps.",
        `Of ${all.length} differences, ${all.filter(({ low, high }) => low <= 0 && high >= 0).length} have an interval that holds 0.`,
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
            ...measures.map(({ format }, index) => lab.writtenEstimate(estimates[index]!, format)),
            `${speed.toFixed(1)} ×`,
          ]),
        },
      ],
      figures: [],
      claims: [
        {
          statement: "The fast backend ends as the reference does (final return)",
          source: "ours",
          ...lab.judgeLikeness(against(trials, lab.returnOf), lab.tolerance),
        },
      ],
    };
  },
} satisfies lab.Experiment;

function against(trials: lab.Trials, measure: (trial: lab.TrialRecord) => number): lab.Comparison[] {
  return lab.optionPairs(trials, "backend", ["simd", "reference"], measure);
}

/** What the fast backend gains by each measure in one task, and how much sooner its trials end. */
function differences(trials: lab.Trials, task: string) {
  return against(trials, ({ seconds }) => seconds).map(({ pairs }) => ({
    task,
    seeds: pairs.length,
    estimates: measures.flatMap(({ measure }) =>
      against(trials, measure).map((compared) => lab.meanDifference(compared.pairs)),
    ),
    speed: lab.median(pairs.map(([fast, slow]) => slow / fast)),
  }));
}
