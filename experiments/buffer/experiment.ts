import {
  type Claim,
  distinct,
  type Estimate,
  type Experiment,
  type Findings,
  type FindingsFigure,
  finalReturn,
  formatCount,
  formatReturn,
  heatMap,
  heatMapRows,
  judgeDifferences,
  mean,
  meanDifference,
  medianTime,
  type OptionValue,
  optionPairs,
  stepsToSolve,
  summaryTable,
  survivalCurves,
  survivalRows,
  type TrialRecord,
  trialsWith,
} from "@drumlin/lab/experiment";

/** What preset `default` does, and every other sampler and capacity is compared with. */
const byDefault = { sampler: "newest-uniform", bufferCapacity: 100_000 };

const experiment: Experiment = {
  title: "What to remember, and what to learn from",
  question: "Which capacity of the replay buffer and which sampler solve soonest and end highest?",
  studies: [{ file: "buffer.yaml", quick: { seeds: 2, steps: 5000 } }],

  analyse({ "buffer.yaml": recorded = [] }): Findings {
    const trials = recorded.map((trial) => ({ ...trial, agent: label(trial) }));
    return {
      text: recommendation(trials),
      tables: distinct(trials, "environment").map((environment) =>
        summaryTable(
          environment,
          trials.filter((trial) => trial.environment === environment),
        ),
      ),
      figures: [
        ...distinct(trials, "environment").flatMap((environment) => heatMaps(trials, environment)),
        survival(
          "survival-by-sampler",
          `Steps to solve by sampler, of the last ${formatCount(byDefault.bufferCapacity)} transitions.`,
          trialsWith(trials, { bufferCapacity: byDefault.bufferCapacity }).map((trial) => ({
            ...trial,
            agent: String(trial.options.sampler),
          })),
        ),
        survival(
          "survival-by-capacity",
          `Steps to solve by capacity, sampler ${byDefault.sampler}.`,
          trialsWith(trials, { sampler: byDefault.sampler }).map((trial) => ({
            ...trial,
            agent: `B = ${formatCount(Number(trial.options.bufferCapacity))}`,
          })),
        ),
      ].filter(({ rows }) => rows.length > 0),
      claims: [
        ...bothWays(trials, "Prioritised replay", "newest-uniform sampling", "sampler", [
          "prioritized",
          "newest-uniform",
        ]),
        ...bothWays(trials, "The newest transition in every minibatch", "plain uniform sampling", "sampler", [
          "newest-uniform",
          "uniform",
        ]),
        ...bothWays(trials, "B = 100,000", "B = 10,000", "bufferCapacity", [100_000, 10_000]),
        ...bothWays(trials, "B = 10,000", "B = 1,000", "bufferCapacity", [10_000, 1_000]),
      ],
    };
  },
};

export default experiment;

function label({ options }: TrialRecord): string {
  return `${options.sampler}, B = ${formatCount(Number(options.bufferCapacity))}`;
}

function returnOf(trial: TrialRecord): number {
  return trial.finalReturn!;
}

/** Of an unsolved trial all of its steps: at least as many were needed. */
function stepsUntilSolved({ solvedAtStep, steps }: TrialRecord): number {
  return solvedAtStep ?? steps;
}

function heatMaps(trials: readonly TrialRecord[], environment: string): FindingsFigure[] {
  const here = trials.filter((trial) => trial.environment === environment);
  const axes = { x: "bufferCapacity", y: "sampler" };
  const titles = { x: "buffer capacity B", y: "sampler" };
  const name = environment.split("-")[0]!.toLowerCase();
  const returns = heatMapRows(here, axes, (cell) => finalReturn(cell.map(returnOf))!.interquartileMean);
  const solved = heatMapRows(here, axes, (cell) => medianTime(stepsToSolve(cell)).value);
  return [
    {
      name: `${name}-return`,
      caption: `${environment}: final return.`,
      spec: heatMap(returns, { ...titles, value: "final return (interquartile mean)" }),
      rows: returns,
    },
    {
      name: `${name}-solved`,
      caption: `${environment}: median step at which it was solved; none where fewer than half of the seeds solved it.`,
      spec: heatMap(solved, { ...titles, value: "solved at step (median)" }),
      rows: solved,
    },
  ].filter(({ rows }) => rows.some(({ value }) => value !== null));
}

function survival(name: string, caption: string, trials: readonly TrialRecord[]): FindingsFigure {
  const rows = survivalRows(trials);
  return { name, caption, spec: survivalCurves(rows), rows };
}

/** That one choice ends higher than the other, and that it solves sooner; each over the means of all values of the other option. */
function bothWays(
  trials: readonly TrialRecord[],
  first: string,
  second: string,
  option: string,
  [ours, theirs]: readonly [OptionValue, OptionValue],
): Claim[] {
  const comparisons = (
    values: readonly [OptionValue, OptionValue],
    measure: (trial: TrialRecord) => number,
  ) =>
    optionPairs(trials, option, values, measure).map(({ environment, pairs }) => ({
      subject: environment,
      pairs,
    }));
  return [
    {
      statement: `${first} ends higher than ${second} (final return)`,
      source: "ours",
      ...judgeDifferences(comparisons([ours, theirs], returnOf), formatReturn),
    },
    {
      statement: `${first} solves sooner than ${second} (steps saved)`,
      source: "ours",
      ...judgeDifferences(comparisons([theirs, ours], stepsUntilSolved), (steps) =>
        formatCount(Math.round(steps)),
      ),
    },
  ];
}

/** The combination that comes first by mean rank, and what it gains over the default. */
function recommendation(trials: readonly TrialRecord[]): string[] {
  const environments = distinct(trials, "environment");
  const ranked = distinct(trials, "agent")
    .map((agent) => ({ agent, rank: mean(environments.flatMap((place) => ranks(trials, place, agent))) }))
    .toSorted((a, b) => a.rank - b.rank);
  const [best] = ranked;
  const usual = trialsWith(trials, byDefault);
  const standing = ranked.findIndex(({ agent }) => agent === usual[0]?.agent);
  if (best === undefined || standing < 0) return [];
  const order =
    `By mean rank over final return and steps to solve in ${environments.length} environments, ${best.agent} comes first of ` +
    `${ranked.length} (mean rank ${best.rank.toFixed(1)}); the default, ${usual[0]!.agent}, is number ${standing + 1} ` +
    `(${ranked[standing]!.rank.toFixed(1)}).`;
  if (standing === 0) return [order];
  const rivals = [
    ...trials
      .filter(({ agent }) => agent === best.agent)
      .map((trial) => ({ ...trial, options: { choice: "best" } })),
    ...usual.map((trial) => ({ ...trial, options: { choice: "default" } })),
  ];
  const returns = optionPairs(rivals, "choice", ["best", "default"], returnOf);
  const steps = optionPairs(rivals, "choice", ["default", "best"], stepsUntilSolved);
  const gains = returns.map(({ environment, pairs }, index) => {
    const saved = meanDifference(steps[index]!.pairs);
    return `${environment} ${written(meanDifference(pairs), formatReturn)} return, ${written(saved, (value) =>
      formatCount(Math.round(value)),
    )} steps saved`;
  });
  return [order, `Its mean gain over the default, with 95 % intervals over seeds: ${gains.join("; ")}.`];
}

/** Where an agent stands in an environment, from 1 on, by final return and by steps to solve; last if all of its trials failed. */
function ranks(trials: readonly TrialRecord[], environment: string, agent: string): number[] {
  const of = (name: string) =>
    trials.filter(
      (trial) => trial.environment === environment && trial.agent === name && trial.status === "done",
    );
  const standing = (score: (trials: readonly TrialRecord[]) => number) => {
    const scoreOf = (name: string) => (of(name).length === 0 ? Number.NEGATIVE_INFINITY : score(of(name)));
    return 1 + distinct(trials, "agent").filter((other) => scoreOf(other) > scoreOf(agent)).length;
  };
  return [
    standing((cell) => finalReturn(cell.map(returnOf))!.interquartileMean),
    standing((cell) => -mean(cell.map(stepsUntilSolved))),
  ];
}

function written({ value, low, high }: Estimate, format: (value: number) => string): string {
  return `${format(value)} (${format(low)} … ${format(high)})`;
}
