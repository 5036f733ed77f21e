import {
  type Claim,
  distinct,
  type Experiment,
  type FindingsFigure,
  formatCount,
  holdShare,
  intervalPlot,
  intervalRows,
  judgeDifferences,
  learningCurveRows,
  learningCurves,
  mean,
  median,
  type OptionValue,
  optionPairs,
  optionValues,
  solvedReturn,
  summaryTable,
  type TrialRecord,
  trialsWith,
} from "@drumlin/lab/experiment";

const experiment: Experiment = {
  title: "Solved, and held",
  question:
    "What makes an agent keep what it solved: a target function, averaging the policy that is evaluated, double Q, or fewer updates a step?",
  studies: [{ file: "stability.yaml", quick: { seeds: 2, steps: 5000 } }],

  analyse({ "stability.yaml": recorded = [] }) {
    const trials = recorded.map((trial) => ({ ...trial, agent: label(trial) }));
    const double = trialsWith(trials, { doubleQ: true });
    return {
      text: [
        "Hold is the share of evaluations in the second half of training that reach the threshold. A seed that never solved counts with all of its steps where steps to solve are compared: at least as many would have been needed.",
      ],
      tables: distinct(trials, "environment").map((environment) =>
        summaryTable(
          environment,
          trials.filter((trial) => trial.environment === environment),
        ),
      ),
      figures: [...solvedAndHeld(double), ...targetCurves(double)],
      claims: [
        claim(
          "A soft target ends the oscillation: it holds better than the paper's current Q",
          "ours",
          double,
          ["target", "soft", "current"],
          hold,
        ),
        claim(
          "A hard target ends it, too: it holds better than the current Q",
          "Mnih et al. 2015; ours",
          double,
          ["target", "hard", "current"],
          hold,
        ),
        claim(
          "The averaged policy holds better than the latest one",
          "ours",
          double,
          ["averagingRate", 1e-3, 1],
          hold,
        ),
        claim(
          "Double Q holds better than the maximum (averaged, one update a step)",
          "van Hasselt et al. 2016; ours",
          trials,
          ["doubleQ", true, false],
          hold,
        ),
        claim(
          "Four updates a step solve sooner than one (steps saved)",
          "ours",
          double,
          ["updatesPerStep", 1, 4],
          stepsUntilSolved,
        ),
        claim("Four updates a step hold less than one", "ours", double, ["updatesPerStep", 1, 4], hold),
      ],
    };
  },
};

export default experiment;

function label(trial: TrialRecord): string {
  const { updatesPerStep, doubleQ } = trial.options;
  return `${policyLabel(trial)}, ${updatesPerStep} a step${doubleQ ? "" : ", single Q"}`;
}

/** The target, and which policy is evaluated. */
function policyLabel({ options }: TrialRecord): string {
  return `${options.target}, ${options.averagingRate === 1 ? "latest" : "averaged"}`;
}

function hold(trial: TrialRecord): number {
  return holdShare(trial, solvedReturn(trial.environment)!);
}

function stepsUntilSolved({ solvedAtStep, steps }: TrialRecord): number {
  return solvedAtStep ?? steps;
}

/** That a measure is higher with an option's first value than with its second, in every environment, over equal seeds. */
function claim(
  statement: string,
  source: string,
  trials: readonly TrialRecord[],
  [option, higher, lower]: readonly [string, OptionValue, OptionValue],
  measure: (trial: TrialRecord) => number,
): Claim {
  const comparisons = optionPairs(trials, option, [higher, lower], measure).map(({ environment, pairs }) => ({
    subject: environment,
    pairs,
  }));
  const format = (value: number) => (measure === hold ? value.toFixed(3) : formatCount(Math.round(value)));
  return { statement, source, ...judgeDifferences(comparisons, format) };
}

/** Six agents a figure: first solved on the left, held on the right. */
function solvedAndHeld(trials: readonly TrialRecord[]): FindingsFigure[] {
  const done = trials.filter(({ status }) => status === "done");
  return distinct(done, "environment").flatMap((environment) =>
    optionValues(done, "updatesPerStep").map((updatesPerStep) => {
      const here = trialsWith(done, { updatesPerStep }).filter((trial) => trial.environment === environment);
      const rows = distinct(here, "agent").flatMap((agent) => {
        const group = here.filter((trial) => trial.agent === agent);
        const name = policyLabel(group[0]!);
        const thousands = group.map((trial) => stepsUntilSolved(trial) / 1000);
        return [
          ...intervalRows(name, "first solved (thousand steps)", thousands, median),
          ...intervalRows(name, "hold (mean share)", group.map(hold), mean),
        ];
      });
      return {
        name: `${environment.split("-")[0]!.toLowerCase()}-updates-${updatesPerStep}`,
        caption: `${environment}, updates a step: ${updatesPerStep}. When it was first solved (median), and how much of the second half it was held, by target and evaluated policy; 95 % intervals over seeds.`,
        spec: intervalPlot(rows),
        rows,
      };
    }),
  );
}

/** Where a target should matter most: the latest policy, one update a step. */
function targetCurves(trials: readonly TrialRecord[]): FindingsFigure[] {
  const rows = learningCurveRows(
    trialsWith(trials, { averagingRate: 1, updatesPerStep: 1 }).map((trial) => ({
      ...trial,
      agent: `${trial.options.target} target`,
    })),
  );
  if (rows.length === 0) return [];
  return [
    {
      name: "target-curves",
      caption: "The latest policy by target, one update a step: interquartile mean and 95 % interval.",
      spec: learningCurves(rows),
      rows,
    },
  ];
}
