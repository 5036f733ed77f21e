import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

const source = "method, § 7; ours";

export default {
  title: "Failure signatures",
  question:
    "Is each failure signature seen in runs that are made sick of it, no other in them, and none in healthy runs?",
  environments: "far-states.ts",
  studies: [
    { file: "mountain-car.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "unguarded-mountain-car.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "unguarded-acrobot.yaml", quick: { seeds: 1, steps: 3000 } },
    { file: "far-mountain-car.yaml", quick: { seeds: 1, steps: 3000 } },
    { file: "frozen-cartpole.yaml", quick: { seeds: 1, steps: 3000 } },
    { file: "paper-steps.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "paper-sparsity.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "paper-acrobot.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "healthy.yaml", quick: { seeds: 1, steps: 3000 } },
  ],
  analyse({ "healthy.yaml": healthy = [], ...made }) {
    const sickOf = (preset: string) =>
      Object.entries(made).flatMap(([file, trials]) =>
        file.startsWith("paper-") === (preset === "paper") ? trials : [],
      );
    const sick = sickOf("default");
    const sickPapers = sickOf("paper");
    return {
      text: [
        "Sick runs are the default preset with 20 hills and what their study files set; an agent is named for what it should show. *Unbounded* is the " +
          "default preset without the bounds of C⁻¹ that would hide a covariance on its way. Runs of preset paper, K = 50, are the first steps of 300,000. Healthy ones of that preset are " +
          "those of the learning curves.",
        "*Seen*: seed by seed, the step at which the expected signature was first seen, and whatever else was. *Gradient*: the worst norm of an evaluation's last " +
          "minibatch over the median of those before it, on any seed; an explosion from 1 000 on. *Flipped*: the greatest share of 128 remembered states whose " +
          "greedy action changed in 1 000 updates, on any seed, once twice the steps of exploration have passed.",
      ],
      tables: [
        table("Runs made sick", sick),
        table("Runs of preset paper made sick", sickPapers),
        table("Healthy runs", healthy),
      ],
      figures: [],
      claims: speaksTo(
        "signatures",
        null,
        {
          statement: "A run that is made sick shows the signature that it is made for, and no other",
          source,
          ...lab.judgeEverySeed(lab.trialGroups(sick), showsOnlyItsOwn),
        },
        {
          statement: "Preset paper, made sick, shows the signature that it is made for, and no other",
          source,
          ...lab.judgeEverySeed(lab.trialGroups(sickPapers), showsOnlyItsOwn),
        },
        {
          statement: "A healthy run shows no signature",
          source,
          ...lab.judgeEverySeed(lab.trialGroups(healthy), showsNone),
        },
      ),
    };
  },
} satisfies lab.Experiment;

function table(caption: string, trials: lab.Trials): lab.FindingsTable {
  return {
    caption,
    columns: ["run", "task", "steps", "seen", "gradient", "flipped"],
    rows: lab
      .doneGroups(trials)
      .map(({ agent, environment, trials: group }) => [
        agent,
        environment,
        lab.formatCount(group[0]!.steps),
        group.map(seen).join(" · "),
        lab.formatSignificant(Math.max(...group.map(worstGradient)), 2),
        group.flatMap(flips).length === 0 ? "–" : `${Math.round(Math.max(...group.flatMap(flips)))} %`,
      ]),
  };
}

function seen(trial: lab.TrialRecord): string {
  const { [trial.agent]: expected, ...others } = lab.signaturesSeen(trial);
  const steps = expected === undefined ? [] : [lab.formatCount(expected)];
  return [...steps, ...Object.keys(others)].join(" and ") || "none";
}

/** Of the norms at evaluations; infinite where one was no number. */
function worstGradient({ curve }: lab.TrialRecord): number {
  const norms = curve.map(({ metrics }) => metrics["optimizer/gradient_norm"] ?? Number.POSITIVE_INFINITY);
  const ratios = norms.map((norm, index) => norm / lab.median(norms.slice(0, index + 1)));
  // An emptied model's gradients are 0.
  return Math.max(...ratios.filter((ratio) => !Number.isNaN(ratio)), 0);
}

/** In percent, at the evaluations after twice the steps of exploration; a run that ends before has none. */
function flips(trial: lab.TrialRecord): number[] {
  const least = lab.lastMetric(trial, "policy/epsilon");
  const explored = trial.curve.find(({ metrics }) => metrics["policy/epsilon"] === least)?.step ?? 0;
  const settled = trial.curve.filter(({ step }) => step > 2 * explored);
  return settled.map(({ metrics }) => 100 * metrics["policy/flipped_share"]!);
}

function showsOnlyItsOwn(trial: lab.TrialRecord): boolean {
  return Object.keys(lab.signaturesSeen(trial)).join() === trial.agent;
}

function showsNone(trial: lab.TrialRecord): boolean {
  return Object.keys(lab.signaturesSeen(trial)).length === 0;
}
