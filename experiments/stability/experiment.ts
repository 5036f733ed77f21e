import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

export default {
  title: "Solved, and held",
  question:
    "What makes an agent keep what it solved: a target function, averaging the policy that is evaluated, double Q, or fewer updates a step?",
  studies: [{ file: "stability.yaml", quick: { seeds: 2, steps: 5000 } }],

  analyse({ "stability.yaml": recorded = [] }) {
    const trials = lab.relabelled(recorded, label);
    const double = lab.trialsWith(trials, { doubleQ: true });
    return {
      text: [
        "Hold is the share of evaluations in the second half of training that reach the threshold. A seed that never solved counts with all of its steps where steps to solve are compared: at least as many would have been needed.",
      ],
      tables: lab.summaryTables(trials),
      figures: [...solvedAndHeld(double), ...targetCurves(double)],
      claims: [
        ...speaksTo(
          "addition",
          "target-curves",
          claim(
            "A soft target ends the oscillation: it holds better than the paper's current Q",
            "ours",
            double,
            ["target", "soft", "current"],
            lab.hold,
          ),
          claim(
            "A hard target ends it, too: it holds better than the current Q",
            "Mnih et al. 2015; ours",
            double,
            ["target", "hard", "current"],
            lab.hold,
          ),
        ),
        ...speaksTo(
          "addition",
          "cartpole-updates-1",
          claim(
            "The averaged policy holds better than the latest one",
            "ours",
            double,
            ["averagingRate", 1e-3, 1],
            lab.hold,
          ),
        ),
        claim(
          "Double Q holds better than the maximum (averaged, one update a step)",
          "van Hasselt et al. 2016; ours",
          trials,
          ["doubleQ", true, false],
          lab.hold,
        ),
        claim(
          "Four updates a step solve sooner than one (steps saved)",
          "ours",
          double,
          ["updatesPerStep", 1, 4],
          lab.stepsUntilSolved,
        ),
        claim("Four updates a step hold less than one", "ours", double, ["updatesPerStep", 1, 4], lab.hold),
      ],
    };
  },
} satisfies lab.Experiment;

function label(trial: lab.TrialRecord): string {
  const { updatesPerStep, doubleQ } = trial.options;
  return `${policyLabel(trial)}, ${updatesPerStep} a step${doubleQ ? "" : ", single Q"}`;
}

/** The target, and which policy is evaluated. */
function policyLabel({ options }: lab.TrialRecord): string {
  return `${options.target}, ${options.averagingRate === 1 ? "latest" : "averaged"}`;
}

/** That a measure is higher with an option's first value than with its second, in every environment, over equal seeds. */
function claim(
  statement: string,
  source: string,
  trials: lab.Trials,
  [option, higher, lower]: readonly [string, lab.OptionValue, lab.OptionValue],
  measure: (trial: lab.TrialRecord) => number,
): lab.Claim {
  const format = (value: number) =>
    measure === lab.hold ? value.toFixed(3) : lab.formatCount(Math.round(value));
  return lab.differenceClaim(
    statement,
    source,
    lab.optionPairs(trials, option, [higher, lower], measure),
    format,
  );
}

/** Six agents a figure: first solved on the left, held on the right. */
function solvedAndHeld(trials: lab.Trials): lab.FindingsFigure[] {
  const done = trials.filter(({ status }) => status === "done");
  return lab.byEnvironment(done, (here, environment) =>
    lab.byOption(here, "updatesPerStep", (updated, updatesPerStep) => {
      const rows = lab.distinct(updated, "agent").flatMap((agent) => {
        const group = updated.filter((trial) => trial.agent === agent);
        const name = policyLabel(group[0]!);
        const thousands = group.map((trial) => lab.stepsUntilSolved(trial) / 1000);
        return [
          ...lab.intervalRows(name, "first solved (thousand steps)", thousands, lab.median),
          ...lab.intervalRows(name, "hold (mean share)", group.map(lab.hold), lab.mean),
        ];
      });
      return lab.figure(
        `${lab.fileName(environment)}-updates-${updatesPerStep}`,
        `${environment}, updates a step: ${updatesPerStep}. When it was first solved (median), and how much of the second half it was held, by target and evaluated policy; 95 % intervals over seeds.`,
        rows,
        lab.intervalPlot,
      );
    }),
  );
}

/** Where a target should matter most: the latest policy, one update a step. */
function targetCurves(trials: lab.Trials): lab.FindingsFigure[] {
  const latest = lab.trialsWith(trials, { averagingRate: 1, updatesPerStep: 1 });
  return lab.figure(
    "target-curves",
    "The latest policy by target, one update a step: interquartile mean and 95 % interval.",
    lab.learningCurveRows(lab.relabelled(latest, ({ options }) => `${options.target} target`)),
    lab.learningCurves,
  );
}
