import {
  agentPairs,
  byEnvironment,
  type Claim,
  differenceClaim,
  distinct,
  type Experiment,
  type Findings,
  type FindingsFigure,
  figure,
  fileName,
  finalEstimate,
  formatCount,
  formatReturn,
  heatMapFigure,
  mean,
  meanDifference,
  medianTime,
  type OptionValue,
  optionPairs,
  relabelled,
  returnOf,
  stepsToSolve,
  stepsUntilSolved,
  summaryTables,
  survivalCurves,
  survivalRows,
  type TrialRecord,
  trialsWith,
  writtenEstimate,
} from "@drumlin/lab/experiment";

/** What preset `default` does, and every other sampler and capacity is compared with. */
const byDefault = { sampler: "newest-uniform", bufferCapacity: 100_000 };

export default {
  title: "What to remember, and what to learn from",
  question: "Which capacity of the replay buffer and which sampler solve soonest and end highest?",
  studies: [{ file: "buffer.yaml", quick: { seeds: 2, steps: 5000 } }],

  analyse({ "buffer.yaml": recorded = [] }): Findings {
    const trials = relabelled(recorded, label);
    return {
      text: recommendation(trials),
      tables: summaryTables(trials),
      figures: [
        ...byEnvironment(trials, heatMaps),
        ...figure(
          "survival-by-sampler",
          `Steps to solve by sampler, of the last ${formatCount(byDefault.bufferCapacity)} transitions.`,
          survivalRows(
            relabelled(trialsWith(trials, { bufferCapacity: byDefault.bufferCapacity }), ({ options }) =>
              String(options.sampler),
            ),
          ),
          survivalCurves,
        ),
        ...figure(
          "survival-by-capacity",
          `Steps to solve by capacity, sampler ${byDefault.sampler}.`,
          survivalRows(
            relabelled(
              trialsWith(trials, { sampler: byDefault.sampler }),
              ({ options }) => `B = ${formatCount(Number(options.bufferCapacity))}`,
            ),
          ),
          survivalCurves,
        ),
      ],
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
} satisfies Experiment;

function label({ options }: TrialRecord): string {
  return `${options.sampler}, B = ${formatCount(Number(options.bufferCapacity))}`;
}

function writtenSteps(steps: number): string {
  return formatCount(Math.round(steps));
}

function heatMaps(trials: readonly TrialRecord[], environment: string): FindingsFigure[] {
  const name = fileName(environment);
  const axes = {
    x: { option: "bufferCapacity", title: "buffer capacity B" },
    y: { option: "sampler", title: "sampler" },
  };
  return [
    ...heatMapFigure(trials, {
      ...axes,
      name: `${name}-return`,
      caption: `${environment}: final return.`,
      value: "final return (interquartile mean)",
      summary: (cell) => finalEstimate(cell).value,
    }),
    ...heatMapFigure(trials, {
      ...axes,
      name: `${name}-solved`,
      caption: `${environment}: median step at which it was solved; none where fewer than half of the seeds solved it.`,
      value: "solved at step (median)",
      summary: (cell) => medianTime(stepsToSolve(cell)).value,
    }),
  ];
}

/** That one choice ends higher than the other, and that it solves sooner; each over the means of all values of the other option. */
function bothWays(
  trials: readonly TrialRecord[],
  first: string,
  second: string,
  option: string,
  [ours, theirs]: readonly [OptionValue, OptionValue],
): Claim[] {
  return [
    differenceClaim(
      `${first} ends higher than ${second} (final return)`,
      "ours",
      optionPairs(trials, option, [ours, theirs], returnOf),
      formatReturn,
    ),
    differenceClaim(
      `${first} solves sooner than ${second} (steps saved)`,
      "ours",
      optionPairs(trials, option, [theirs, ours], stepsUntilSolved),
      writtenSteps,
    ),
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
  const rivals = [best.agent, usual[0]!.agent] as const;
  const returns = agentPairs(trials, rivals, returnOf);
  const saved = agentPairs(trials, rivals, (trial) => -stepsUntilSolved(trial));
  const gains = returns.map(({ subject, pairs }, index) => {
    const gain = writtenEstimate(meanDifference(pairs));
    const sooner = writtenEstimate(meanDifference(saved[index]!.pairs), writtenSteps);
    return `${subject} ${gain} return, ${sooner} steps saved`;
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
    standing((cell) => finalEstimate(cell).value),
    standing((cell) => -mean(cell.map(stepsUntilSolved))),
  ];
}
