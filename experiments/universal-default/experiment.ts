import * as lab from "@drumlin/lab/experiment";

/** Evaluations in a row that must reach the threshold for a policy to count as stable. */
const stableEvaluations = 5;

export default {
  title: "One configuration for every task",
  question:
    "Does one preset, which knows nothing of the task, solve six of them on every seed, and hold them?",
  environments: "wild-units.ts",
  studies: [
    { file: "tasks.yaml", quick: { seeds: 1, steps: 4000 } },
    { file: "few-hills.yaml", quick: { seeds: 1, steps: 4000 } },
    { file: "other-seeds.yaml", quick: { seeds: 1, steps: 4000 } },
  ],
  analyse: ({
    "tasks.yaml": tasks = [],
    "few-hills.yaml": fewHills = [],
    "other-seeds.yaml": others = [],
  }) => ({
    text: [
      "The preset is `default` and nothing in it knows the task; an agent gets the sizes of observation and action and a seed. *First solved*: the " +
        "first evaluation (20 greedy episodes every 1 000 steps, own seeds, not counted as training) whose mean reaches the threshold: 475, −100, −110, and " +
        `−200 for Pendulum-v1 with five torques. *Stable*: ${stableEvaluations} such evaluations in a row. *Hold*: share of evaluations over the threshold in the ` +
        "second half of training. *End*: mean return of 100 greedy episodes with other seeds after training. *Wild units*: each observation times 1000, 0.001, " +
        "50 or 0.02, plus 100.",
      `Failure signatures seen: ${signatures([...tasks, ...fewHills, ...others])}.`,
    ],
    tables: [
      table("The default preset, and the same with few hills", [...tasks, ...fewHills]),
      table("Seeds that the preset was not chosen on, half as many steps", others),
    ],
    figures: lab.figure(
      "curves",
      "Learning curves of the default preset: interquartile mean over seeds, 95 % bootstrap interval; dotted: solved.",
      lab.learningCurveRows(tasks),
      lab.learningCurves,
    ),
    claims: [
      stays("The default preset solves every task and stays there", tasks),
      stays("So it does on seeds that it was not chosen on", others),
      stays("Three hills, and two, are enough for CartPole-v1", fewHills),
    ],
  }),
} satisfies lab.Experiment;

function table(caption: string, trials: lab.Trials): lab.FindingsTable {
  return {
    caption,
    columns: [
      "task",
      "seeds",
      "solved",
      "first solved, median / worst",
      "solved and stable",
      "hold, mean / worst seed",
      "end, median / worst",
    ],
    rows: lab.doneGroups(trials).map((group) => {
      const solvedAt = group.trials.map(({ solvedAtStep }) => solvedAtStep ?? Number.POSITIVE_INFINITY);
      const holds = group.trials.map(lab.hold);
      const ends = group.trials.map(lab.returnOf);
      return [
        taskName(group),
        group.trials.length,
        solvedAt.filter(Number.isFinite).length,
        `${steps(lab.median(solvedAt))} / ${steps(Math.max(...solvedAt))}`,
        group.trials.filter(isStable).length,
        `${lab.mean(holds).toFixed(3)} / ${Math.min(...holds).toFixed(2)}`,
        `${lab.median(ends).toFixed(1)} / ${Math.min(...ends).toFixed(1)}`,
      ];
    }),
  };
}

function taskName({ environment, trials: [trial] }: lab.TrialGroup): string {
  const { componentCount: hills } = trial!.options;
  return hills === undefined
    ? environment
    : `${environment}, ${hills} hills (${trial!.parameters.total} numbers)`;
}

function steps(count: number): string {
  return Number.isFinite(count) ? lab.formatCount(count) : "never";
}

function isStable({ curve, environment }: lab.TrialRecord): boolean {
  const threshold = lab.solvedReturn(environment)!;
  const reached = curve.map(({ meanReturn }) => meanReturn >= threshold);
  return reached.some((_, first) => {
    const row = reached.slice(first, first + stableEvaluations);
    return row.length === stableEvaluations && row.every(Boolean);
  });
}

function stays(claim: string, trials: lab.Trials): lab.Claim {
  const statement = `${claim} (${stableEvaluations} evaluations in a row over the threshold, on every seed)`;
  return { statement, source: "ours", ...lab.judgeEverySeed(lab.trialGroups(trials), isStable, taskName) };
}

function signatures(trials: lab.Trials): string {
  const seen = trials.flatMap((trial) =>
    Object.entries(lab.signaturesSeen(trial)).map(
      ([name, step]) => `${name} at ${step} (${trial.environment}, seed ${trial.seed})`,
    ),
  );
  return seen.join("; ") || "none";
}
