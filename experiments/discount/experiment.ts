import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** What the presets take. */
const usual = 0.99;
/** As short a sight as was tried. */
const shortest = 0.9;
const source = "ours";
/** Of the seeds that must solve a task for an α to count as solving it. */
const solvingShare = 0.9;

export default {
  title: "Discount factor",
  question:
    "With which discount factor α does Algorithm 1 solve CartPole and Acrobot, and with which does it end highest?",
  studies: [{ file: "discount.yaml", quick: { seeds: 1, steps: 1500 } }],

  analyse({ "discount.yaml": recorded = [] }) {
    const trials = lab.relabelled(recorded, ({ options }) => nameOf(options.discountFactor));
    return {
      text: [
        "Preset `paper`, K = 50. What comes 1/(1 − α) steps later, 10, 20, 50 or 100 of them, counts about e⁻¹ of what comes now.",
        ...lab.byEnvironment(trials, solvingText),
      ],
      figures: [
        ...lab.figure(
          "curves",
          "Return of the greedy evaluations by α: interquartile mean over seeds, 95 % bootstrap interval; dotted: solved.",
          lab.learningCurveRows(trials),
          lab.learningCurves,
        ),
        ...lab.figure(
          "return",
          "Return of 100 greedy episodes after training, by α: interquartile mean over seeds, 95 % bootstrap interval.",
          lab.measureRows(trials, "final return", lab.returnOf, (returns) =>
            lab.interquartileMean([returns]),
          ),
          lab.intervalPlot,
        ),
        ...lab.figure(
          "hold",
          "Share of the evaluations in the second half that reach the threshold, by α: mean over seeds, 95 % bootstrap interval.",
          lab.measureRows(trials, "hold", lab.hold, lab.mean),
          lab.intervalPlot,
        ),
      ],
      tables: lab.summaryTables(trials),
      claims: [
        ...speaksTo(
          "discount",
          "return",
          lab.differenceClaim(
            `What Algorithm 1 earns depends on α: more with ${usual} than with ${shortest} (difference of final returns)`,
            source,
            lab.optionPairs(trials, "discountFactor", [usual, shortest], lab.returnOf),
            lab.formatReturn,
          ),
        ),
        ...lab.byEnvironment(trials, claims),
      ],
    };
  },
} satisfies lab.Experiment;

function nameOf(discountFactor: lab.OptionValue | undefined): string {
  return `α = ${discountFactor}`;
}

/** Which α solve a task, and how much they hold of it. */
function solvingText(trials: lab.Trials, environment: string): string[] {
  const solving = lab.trialGroups(trials).map(({ agent, trials: group }) => {
    const solved = group.filter(({ solvedAtStep }) => solvedAtStep !== null).length;
    return { agent, solved, seeds: group.length, held: lab.mean(group.map(lab.hold)) };
  });
  const enough = solving.filter(({ solved, seeds }) => solved >= solvingShare * seeds);
  const each = solving.map(
    ({ agent, solved, seeds, held }) => `${agent} on ${solved} of ${seeds}, mean hold ${held.toFixed(2)}`,
  );
  return [
    `${environment} is solved on nine seeds of ten by ${enough.map(({ agent }) => agent).join(", ") || "none"}: ${each.join("; ")}.`,
  ];
}

function claims(trials: lab.Trials, environment: string): lab.Claim[] {
  const smaller = lab.optionValues(trials, "discountFactor").filter((value) => value !== usual);
  const against = smaller.flatMap((value) =>
    lab.renamed(lab.optionPairs(trials, "discountFactor", [usual, value], lab.returnOf), () => nameOf(value)),
  );
  return [
    {
      statement: `Every α solves ${environment}, on nine seeds of ten`,
      source,
      ...lab.judgeSeedShare(
        lab.trialGroups(trials),
        solvingShare,
        ({ solvedAtStep }) => solvedAtStep !== null,
      ),
    },
    {
      statement: `${nameOf(usual)} ends at least as high as each smaller α on ${environment} (difference of final returns)`,
      source,
      ...lab.judgeNoLower(against, lab.tolerance),
    },
    lab.differenceClaim(
      `${nameOf(usual)} ends higher than each smaller α on ${environment} (difference of final returns)`,
      source,
      against,
      lab.formatReturn,
    ),
  ];
}
